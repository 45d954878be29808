/** What comes down the line: one thing changed, or too much to tell. */
export type Heard =
  | { readonly type: 'changed'; readonly key: string; readonly version: number }
  | { readonly type: 'everything' }

/** As much of an EventSource as is used here. */
export type Stream = {
  readonly readyState: number
  addEventListener(type: string, listener: (event: Event) => void): void
  close(): void
}

const CLOSED = 2
/** The server beats every 15 s. The browser does not notice when the other side vanishes without a word. */
const SILENT_MS = 40_000
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 10_000

type Callbacks = {
  /** The line stands, the first time or again: whatever was said before was not heard. */
  up(): void
  down(): void
  heard(heard: Heard): void
}

/**
 * Keeps one stream open until the returned function is called. The browser comes back by itself from a broken line, but neither from an
 * answer that says no (signed out, a server that is starting) nor from a line that has merely gone silent; those are tried again here.
 */
export function holdStream(open: () => Stream, { up, down, heard }: Callbacks): () => void {
  let stream: Stream | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let retryMs = FIRST_RETRY_MS

  const alive = () => {
    clearTimeout(silence)
    silence = setTimeout(again, SILENT_MS)
  }
  const again = () => {
    leave()
    down()
    retry = setTimeout(connect, retryMs)
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }
  const leave = () => {
    clearTimeout(retry)
    clearTimeout(silence)
    stream?.close()
    stream = undefined
  }
  const connect = () => {
    const mine = open()
    stream = mine
    const on = (type: string, listener: (data: unknown) => void) =>
      mine.addEventListener(type, event => {
        if (stream !== mine) return
        if (type !== 'error') alive()
        listener('data' in event ? event.data : undefined)
      })
    alive()
    on('hello', () => {
      retryMs = FIRST_RETRY_MS
      up()
    })
    on('beat', () => {})
    on('reset', () => heard({ type: 'everything' }))
    on('message', data => {
      const signal = readSignal(data)
      if (signal) heard(signal)
    })
    on('error', () => (mine.readyState === CLOSED ? again() : down()))
  }
  connect()
  return leave
}

/** By hand: zod would be a tenth of the page's first load, for two fields. */
function readSignal(data: unknown): Heard | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const said: unknown = JSON.parse(data)
    if (typeof said !== 'object' || said === null || !('key' in said) || !('version' in said))
      return undefined
    const { key, version } = said
    return typeof key === 'string' && typeof version === 'number'
      ? { type: 'changed', key, version }
      : undefined
  } catch {
    return undefined
  }
}
