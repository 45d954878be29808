import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'

/** https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_START = 'http.server.request.start'
const LOOK_EVERY_MS = 50

/**
 * Learns which server answers here, from its first request: Next keeps it to itself. Returns how to hang up once it has stopped listening.
 * A browser sends its next request over a connection that is still open, and a till asks every few seconds, so the server would be kept
 * alive by the very tills that wait for its return. Requests under way are left alone.
 */
export function learnServer(): () => void {
  let server: Server | undefined
  const learn = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('server' in message)) return
    if (!(message.server instanceof Server)) return
    server = message.server
    unsubscribe(REQUEST_START, learn)
  }
  subscribe(REQUEST_START, learn)
  return () => {
    unsubscribe(REQUEST_START, learn)
    setInterval(() => server?.closeIdleConnections(), LOOK_EVERY_MS).unref()
  }
}
