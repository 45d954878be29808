import { world } from './world.ts'

/**
 * An answer that grows while the work goes on: one JSON a line. Hanging up stops the work. What breaks is in the log, and the last line
 * says so, because the status went out long before.
 */
export function toldLines<Line>(
  request: Request,
  work: (tell: (line: Line) => void, signal: AbortSignal) => Promise<void>,
  broken: Line,
): Response {
  const stop = new AbortController()
  const end = () => stop.abort()
  request.signal.addEventListener('abort', end, { once: true })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async start(out) {
      const tell = (line: Line) => {
        if (!stop.signal.aborted) out.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      try {
        await work(tell, stop.signal)
      } catch (error) {
        world().log.error({ err: error, path: new URL(request.url).pathname }, 'a request broke')
        tell(broken)
      }
      request.signal.removeEventListener('abort', end)
      if (!stop.signal.aborted) out.close()
    },
    cancel: end,
  })
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
  })
}
