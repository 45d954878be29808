import type { LiveBus, Signal } from '#lib/ports/live.ts'

/** Proxies cut lines that are silent for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000
/** A browser that has not read this many frames is gone, or will do better to begin again. */
const MOST_UNREAD = 1_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // `no-transform`: a compressing layer would hold frames back.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

const encoder = new TextEncoder()
/** An event rather than a comment, which the page could not hear: a line that is silent for longer is dead, whatever the browser believes. */
const HEARTBEAT = encoder.encode('event: beat\ndata: {}\n\n')
const RESET = encoder.encode('event: reset\ndata: {}\n\n')
/** A browser that lost the line waits so long before it comes back. */
const HELLO = encoder.encode('retry: 1000\nevent: hello\ndata: {}\n\n')

/** The same bytes go to every browser, so they are made once. */
const frames = new WeakMap<Signal, Uint8Array>()
function frameOf(signal: Signal): Uint8Array {
  const known = frames.get(signal)
  if (known) return known
  const { id, key, version } = signal
  const frame = encoder.encode(`id: ${id}\ndata: ${JSON.stringify({ key, version })}\n\n`)
  frames.set(signal, frame)
  return frame
}

type Options = {
  /** The id a browser heard last, as its `Last-Event-ID` says. */
  readonly lastEventId?: string | null
  /** Aborts when the browser hangs up. */
  readonly gone: AbortSignal
  /** Whether this browser may hear no more, asked after each signal that went down the line. Never throws. */
  readonly isOut?: (signal: Signal) => Promise<boolean>
  readonly heartbeatMs?: number
}

/**
 * Every signal as server-sent events, until either side hangs up: the browser goes, or the server closes its bus. A browser that comes
 * back is told what it missed, or `reset` when that is too long ago: then it reads everything again.
 */
export function eventStream(bus: LiveBus, options: Options): Response {
  let letGo = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        letGo = connect(bus, controller, options)
      },
      cancel: () => letGo(),
    },
    new CountQueuingStrategy({ highWaterMark: MOST_UNREAD }),
  )
  return new Response(body, { headers: HEADERS })
}

/** Returns what lets go of everything this stream holds on to; it may be called more than once. */
function connect(
  bus: LiveBus,
  controller: ReadableStreamDefaultController<Uint8Array>,
  { lastEventId, gone, isOut, heartbeatMs = HEARTBEAT_MS }: Options,
): () => void {
  const releases: (() => void)[] = []
  let isOpen = true
  const letGo = () => {
    isOpen = false
    for (const release of releases.splice(0)) release()
  }
  /** Whatever is taken hold of after the end, because taking hold brought the end, is let go of at once. */
  const hold = (release: () => void) => {
    if (isOpen) releases.push(release)
    else release()
  }
  const end = () => {
    if (!isOpen) return
    letGo()
    controller.close()
  }
  const put = (frame: Uint8Array) => {
    if (!isOpen) return
    if ((controller.desiredSize ?? 0) <= 0) return end()
    controller.enqueue(frame)
  }

  const heartbeat = setInterval(() => put(HEARTBEAT), heartbeatMs)
  hold(() => clearInterval(heartbeat))
  hold(bus.subscribe(signal => put(frameOf(signal))))
  if (isOut) hold(bus.subscribe(signal => void isOut(signal).then(out => out && end())))
  hold(bus.onClose(end))
  gone.addEventListener('abort', end)
  hold(() => gone.removeEventListener('abort', end))
  if (gone.aborted) end()

  put(HELLO)
  const last = Number(lastEventId || Number.NaN)
  if (Number.isSafeInteger(last)) void resume(bus, last, put)
  return letGo
}

/** Runs beside what is said meanwhile; a signal told twice costs nothing, one not told at all would leave a stale screen. */
async function resume(bus: LiveBus, last: number, put: (frame: Uint8Array) => void): Promise<void> {
  const missed = await bus.since(last).catch(() => undefined)
  if (!missed) return put(RESET)
  for (const signal of missed) put(frameOf(signal))
}
