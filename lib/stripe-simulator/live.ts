import type { Account } from './account.ts'
import { screenOf } from './screen.ts'

const heartbeatMs = 15_000
const text = new TextEncoder()

/** A stream of server-sent events: the screen at once, and again at every change, until the reader is gone. */
export function liveScreen(accountOf: () => Account, reader: string): Response {
  let stop: (() => void) | undefined
  const stream = new ReadableStream<Uint8Array>({
    start: line => {
      stop = follow(accountOf, reader, line)
    },
    cancel: () => stop?.(),
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

type Line = ReadableStreamDefaultController<Uint8Array>

function follow(accountOf: () => Account, reader: string, line: Line): () => void {
  const { watchers } = accountOf()
  const mine = watchers.get(reader) ?? new Set()
  const heartbeat = setInterval(() => line.enqueue(text.encode(': still here\n\n')), heartbeatMs)
  let last = ''
  const stop = () => {
    clearInterval(heartbeat)
    mine.delete(look)
  }
  const look = () => {
    const screen = screenOf(accountOf(), reader)
    if (screen === undefined) {
      stop()
      line.close()
      return
    }
    const same = JSON.stringify({ ...screen, now: 0 })
    if (same === last) return
    last = same
    line.enqueue(text.encode(`event: screen\ndata: ${JSON.stringify(screen)}\n\n`))
  }
  watchers.set(reader, mine.add(look))
  look()
  return stop
}
