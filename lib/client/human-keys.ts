/** A scanner types a key every 1 to 20 ms; a hand hardly ever under 60. */
const SCANNER_GAP_MS = 50

/** Held down with another key, at the same moment: no key of its own, and no gap between two. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])

/** What is asked of a key event: the DOM's KeyboardEvent has it all. */
type Key = Pick<KeyboardEvent, 'key' | 'timeStamp' | 'repeat'>

/**
 * Calls `onKey` for keys that a person pressed and leaves a scanner's bursts alone, so that a code starting
 * with 2 cannot press button 2. A character is therefore reported 50 ms late, when no other has followed it;
 * Enter, Tab, Escape, arrows and function keys at once. Held keys are not repeated. Returns the way to stop.
 */
export function watchHumanKeys(target: EventTarget, onKey: (event: KeyboardEvent) => void): () => void {
  let last = Number.NEGATIVE_INFINITY
  let waiting: ReturnType<typeof setTimeout> | undefined

  const listen = (event: Event) => {
    if (!isKey(event) || event.repeat || MODIFIERS.has(event.key)) return
    const gap = event.timeStamp - last
    last = event.timeStamp
    clearTimeout(waiting)
    if (gap < SCANNER_GAP_MS) return
    if (event.key.length > 1) onKey(event)
    else waiting = setTimeout(() => onKey(event), SCANNER_GAP_MS)
  }

  target.addEventListener('keydown', listen)
  return () => {
    clearTimeout(waiting)
    target.removeEventListener('keydown', listen)
  }
}

/** Autofill sends keydown events that carry no key. */
const isKey = (event: Event): event is KeyboardEvent & Key => 'key' in event && typeof event.key === 'string'
