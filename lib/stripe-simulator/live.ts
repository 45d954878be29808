import type { Account } from './account.ts'
import { screenOf } from './screen.ts'

const heartbeatMs = 15_000

/** A stream of server-sent events: the screen at once, and again at every change. */
export function liveScreen(accountOf: () => Account, reader: string): Response {
  const { watchers } = accountOf()
  let stop = () => undefined as void
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const text = new TextEncoder()
      let last = ''
      const send = () => {
        const screen = screenOf(accountOf(), reader)
        const data = JSON.stringify(screen)
        const same = JSON.stringify({ ...screen, now: 0 })
        if (same === last || screen === undefined) return
        last = same
        controller.enqueue(text.encode(`event: screen\ndata: ${data}\n\n`))
      }
      const heartbeat = setInterval(() => controller.enqueue(text.encode(': still here\n\n')), heartbeatMs)
      const mine = watchers.get(reader) ?? new Set()
      watchers.set(reader, mine.add(send))
      stop = () => {
        clearInterval(heartbeat)
        mine.delete(send)
      }
      controller.enqueue(text.encode(': open\n\n'))
      send()
    },
    cancel: () => stop(),
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
