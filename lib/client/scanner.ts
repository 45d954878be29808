/**
 * A barcode scanner that pretends to be a keyboard. It is known by its speed: no hand types four keys at this average.
 * Some Bluetooth scanners send 25 to 30 ms apart, so the limit lies above them and below the fastest fingers.
 */
const AVERAGE_GAP_MS = 35
/** One gap this long begins a new burst. */
const BREAK_MS = 120
const SHORTEST_CODE = 4

/** Characters that came in one go, and when its first and last came, in milliseconds. */
export type Burst = {
  readonly text: string
  readonly startedAt: number
  readonly lastAt: number
}

export const noBurst: Burst = { text: '', startedAt: 0, lastAt: Number.NEGATIVE_INFINITY }

/** The burst after one more key, and the code when this key ended one. Times in milliseconds. */
export function afterKey(
  burst: Burst,
  key: string,
  at: number,
): { readonly burst: Burst; readonly code?: string } {
  if (key === 'Enter' || key === 'Tab') {
    return isScan(burst, at) ? { burst: noBurst, code: burst.text } : { burst: noBurst }
  }
  // Shift, and whatever else makes no character, is part of typing one.
  if ([...key].length !== 1) return { burst }
  if (at - burst.lastAt > BREAK_MS) return { burst: { text: key, startedAt: at, lastAt: at } }
  return { burst: { ...burst, text: burst.text + key, lastAt: at } }
}

function isScan(burst: Burst, endedAt: number): boolean {
  const length = [...burst.text].length
  if (length < SHORTEST_CODE || endedAt - burst.lastAt > BREAK_MS) return false
  return (endedAt - burst.startedAt) / length <= AVERAGE_GAP_MS
}

const scanned = new Set<(startedAt: number) => void>()

/** Calls back when a code was scanned, with the time of its first key: what a keypad took for typing since then was none. */
export function onScanned(listener: (startedAt: number) => void): () => void {
  scanned.add(listener)
  return () => scanned.delete(listener)
}

/** `wasTyped`: a field had the focus. `startedAt`: the first key's time, in milliseconds of the page's clock. */
type Scan = { readonly code: string; readonly wasTyped: boolean; readonly startedAt: number }

type Field = HTMLInputElement | HTMLTextAreaElement

const isField = (element: Element | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

/**
 * Calls `onScan` for every code scanned while the page has the focus, wherever the focus is, dialogs included. What the
 * scanner typed into a field is taken out again; then what `onScan` answered is done, so that nobody takes the old text for news. `wasTyped`
 * says that a field had the focus; when `onScan` then answers `'typing'`, the keys are left to the field after all (somebody fast searched
 * by hand). `begun`: what came before anybody listened, and may be the first half of a code. Returns the way to stop.
 */
export function watchScanner(
  target: Window,
  onScan: (scan: Scan) => (() => void) | 'typing',
  begun = noBurst,
): () => void {
  let burst = begun
  let field: Field | undefined
  let before = ''

  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || !event.key)
      return
    const started = burst.text === ''
    const next = afterKey(burst, event.key, event.timeStamp)
    if ((started || next.burst.startedAt !== burst.startedAt) && next.burst.text !== '') {
      const active = target.document.activeElement
      field = isField(active) ? active : undefined
      before = field?.value ?? ''
    }
    const { startedAt } = burst
    burst = next.burst
    if (next.code === undefined) return
    const scan = { code: next.code, wasTyped: field !== undefined, startedAt }
    const act = onScan(scan)
    if (act === 'typing') return
    for (const listener of scanned) listener(startedAt)
    event.preventDefault()
    event.stopImmediatePropagation()
    putBack(target.document.activeElement, field, before)
    act()
  }

  target.addEventListener('keydown', listen, true)
  return () => target.removeEventListener('keydown', listen, true)
}

/** The field that had the focus gets its old text; one that got the focus by the burst itself is emptied. */
function putBack(active: Element | null, field: Field | undefined, before: string): void {
  if (field) write(field, before)
  if (isField(active) && active !== field) {
    write(active, '')
    active.blur()
  }
}

/** Past React's own record of the value, so that it notices. */
function write(field: Field, value: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
