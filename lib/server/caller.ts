import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { env, isLoopback } from './env.ts'

/** https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_START = 'http.server.request.start'
const CALLERS = 'x-forwarded-for'

/**
 * Writes behind each request's X-Forwarded-For where its connection comes from, as a proxy does: Next keeps the header that a caller has
 * made up, and what is written here is the one part that nobody can. Begins with the first request; returns how to stop.
 */
export function tellCallers(): () => void {
  const tell = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return
    if (!(message.request instanceof IncomingMessage)) return
    const { headers, socket } = message.request
    const said = headers[CALLERS]
    const seen = socket.remoteAddress ?? 'unknown'
    headers[CALLERS] = said === undefined ? seen : `${said}, ${seen}`
  }
  subscribe(REQUEST_START, tell)
  return () => unsubscribe(REQUEST_START, tell)
}

const callersIn = (headers: Headers): readonly string[] =>
  (headers.get(CALLERS) ?? 'unknown').split(',').map(one => one.trim().slice(0, 64))

/**
 * Where a request comes from: whoever connected to the till, or to the outermost of our own `proxies`, each of which has added one part to
 * the header. What a caller says of itself stands before those, and is believed by nobody.
 */
export function addressOf({ headers }: Request, proxies = env().TRUST_PROXY): string {
  const callers = callersIn(headers)
  return callers.at(-1 - proxies) ?? callers[0] ?? 'unknown'
}

/** What only somebody writes who passes a request on. */
const PASSED_ON = ['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip']

/**
 * Whether a browser on this very machine asks, and by this machine's own name for itself: not through a proxy that stands here, not from a
 * page whose name was made to lead here. What a header says can only speak against it.
 */
export function isFromHere(headers: Headers): boolean {
  const host = headers.get('host') ?? ''
  // Next writes the next two itself where nobody else has.
  const isPassedOn =
    PASSED_ON.some(name => headers.has(name)) ||
    headers.get('x-forwarded-proto') === 'https' ||
    (headers.get('x-forwarded-host') ?? host) !== host
  return !isPassedOn && isLoopback(nameIn(host)) && callersIn(headers).every(isThisMachine)
}

const nameIn = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''

/** `::ffff:127.0.0.1` is how a socket for both kinds of address tells the old kind. */
const isThisMachine = (address: string): boolean => isLoopback(address.replace(/^::ffff:/, ''))
