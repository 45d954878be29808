import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import Stripe from 'stripe'

type HttpClient = InstanceType<typeof Stripe.HttpClient>

const CONNECT_WITHIN_MS = 10_000

/**
 * Stripe's own client for Node, with two differences. A connection must stand within ten seconds. And a closed connection is not sent
 * again behind our back, as the package does once even with `maxNetworkRetries: 0`: every try is the engine's, with its row.
 */
export function ourHttpClient(protocol: 'http' | 'https'): HttpClient {
  const client = Stripe.createNodeHttpClient(agentFor(protocol))
  const send = client.makeRequest.bind(client)
  client.makeRequest = (...request) => send(...request).catch(hideClosedConnection)
  return client
}

/** The package recognises what it sends again by the error's code, so the code goes into the message. */
function hideClosedConnection(error: unknown): never {
  if (error instanceof Error && 'code' in error && isClosedConnection(error.code))
    throw new Error(`${error.code}: ${error.message}`, { cause: error })
  throw error
}

const isClosedConnection = (code: unknown): boolean =>
  typeof code === 'string' && Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(code)

type Created = Duplex | null | undefined

function agentFor(protocol: 'http' | 'https'): http.Agent {
  if (protocol === 'https') return new PromptHttpsAgent({ keepAlive: true })
  return new PromptHttpAgent({ keepAlive: true })
}

class PromptHttpAgent extends http.Agent {
  override createConnection(...args: Parameters<http.Agent['createConnection']>): Created {
    return prompt(super.createConnection(...args), 'connect')
  }
}

class PromptHttpsAgent extends https.Agent {
  override createConnection(...args: Parameters<https.Agent['createConnection']>): Created {
    return prompt(super.createConnection(...args), 'secureConnect')
  }
}

function prompt(socket: Created, connected: 'connect' | 'secureConnect'): Created {
  if (!socket) return socket
  const tooLate = () => socket.destroy(new Error(`no connection within ${CONNECT_WITHIN_MS} ms`))
  const timer = setTimeout(tooLate, CONNECT_WITHIN_MS)
  const settled = () => clearTimeout(timer)
  socket.once(connected, settled)
  socket.once('close', settled)
  return socket
}
