import { Agent, request } from 'node:http'

export type Wish = { readonly url: string; readonly body: string }

export type Loaded = {
  readonly perSecond: number
  /** Each answer's round trip, in milliseconds. */
  readonly times: readonly number[]
}

/**
 * Sends all wishes as POSTs over kept connections, so many at a time, each as soon as one before it is answered. Throws at the
 * first answer that is not 200: a fast refusal is no figure.
 */
export async function post(
  wishes: readonly Wish[],
  { inFlight, headers }: { readonly inFlight: number; readonly headers: Record<string, string> },
): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const times: number[] = []
  const waiting = wishes.values()
  const worker = async () => {
    for (const wish of waiting) {
      const began = performance.now()
      await send(wish, headers, agent)
      times.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, worker))
  const tookMs = performance.now() - began
  agent.destroy()
  return { perSecond: (wishes.length / tookMs) * 1000, times }
}

/** By node:http and not by fetch, which costs the machine as much as a small route does. */
function send({ url, body }: Wish, headers: Record<string, string>, agent: Agent): Promise<void> {
  const own = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((done, failed) => {
    const asked = request(url, { method: 'POST', agent, headers: own }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', failed)
      response.on('end', () => {
        if (response.statusCode === 200) done()
        else failed(new Error(`${url}: ${response.statusCode} ${Buffer.concat(chunks)}`))
      })
    })
    asked.on('error', failed)
    asked.end(body)
  })
}
