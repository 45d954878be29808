import { Agent, request } from 'node:http'

export type Asking = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  /** The browser's line breaks as soon as it has sent this, so it never sees the answer. */
  readonly lose?: boolean
}

export type Answered = { readonly status: number; readonly body: unknown }

const agent = new Agent({ keepAlive: true, maxSockets: 512 })
const ANSWER_WITHIN_MS = 20_000

/** One request over a kept connection. Undefined when there was no answer: refused, cut, too late, or lost on purpose. */
export function ask({ method, url, headers, body, lose }: Asking): Promise<Answered | undefined> {
  const text = body ? JSON.stringify(body) : ''
  const own = {
    ...headers,
    ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
  }
  return new Promise(done => {
    const asked = request(url, { method, agent, headers: own, timeout: ANSWER_WITHIN_MS }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', () => done(undefined))
      response.on('end', () => done({ status: response.statusCode ?? 0, body: read(Buffer.concat(chunks)) }))
    })
    asked.on('error', () => done(undefined))
    asked.on('timeout', () => asked.destroy())
    asked.on('close', () => done(undefined))
    asked.end(text, () => {
      if (lose) setTimeout(() => asked.destroy(), 2)
    })
  })
}

function read(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
