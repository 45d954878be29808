import http from 'node:http'
import https from 'node:https'

const timeoutMs = 20_000
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 16 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 16 }),
}

/** Posts JSON; any 2xx within 20 seconds is fine, everything else is not. Never rejects. */
export function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  again = false,
): Promise<{ ok: true } | { ok: false; why: string }> {
  return new Promise(done => {
    const target = new URL(url)
    const secure = target.protocol === 'https:'
    const request = (secure ? https : http).request(target, {
      method: 'POST',
      agent: secure ? agents['https:'] : agents['http:'],
      timeout: timeoutMs,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        ...headers,
      },
    })
    request.on('response', response => {
      response.resume()
      const { statusCode = 0 } = response
      response.on('error', () => undefined)
      done(statusCode >= 200 && statusCode < 300 ? { ok: true } : { ok: false, why: String(statusCode) })
    })
    request.on('timeout', () => request.destroy(new Error('timed out')))
    request.on('error', error => {
      // A kept-alive connection may have been closed by the other side just before it was used again.
      if (request.reusedSocket && !again) done(post(url, body, headers, true))
      else done({ ok: false, why: error.message })
    })
    request.end(body)
  })
}
