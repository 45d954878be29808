import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Connection, connect } from '#lib/adapters/stripe/connection.ts'
import { stripeFleet } from '#lib/adapters/stripe/fleet.ts'
import { stripePayments } from '#lib/adapters/stripe/gateway.ts'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { controlOf } from './ask-simulator.ts'

const secretKey = 'sk_test_desk'

/** Stripe on this desk: the simulator with one shop and one reader in it, and the real package in front. */
export async function openDesk() {
  const simulator = await startSimulator({ port: 0, memory: true, seed: 'desk', authorizationMs: 0 })
  const connection = connect({ secretKey, base: simulator.origin })
  const clock = { now: () => Date.now() }
  const fleet = stripeFleet(connection)
  const location = await fleet.createLocation(
    {
      displayName: 'Harbour Coffee',
      country: 'US',
      address: { line1: '1 Pier Road', city: 'Portland', state: 'ME', postal_code: '04101' },
    },
    'tapline:shop_1:location:1',
  )
  if (location.outcome !== 'done') throw new Error(`no location: ${JSON.stringify(location)}`)
  const { locationId } = location.answer
  const wanted = { registrationCode: 'simulated-s700', label: 'Counter', locationId }
  const reader = await fleet.registerReader(wanted, 'tapline:shop_1:reader:1')
  if (reader.outcome !== 'done') throw new Error(`no reader: ${JSON.stringify(reader)}`)
  return {
    origin: simulator.origin,
    connection,
    fleet,
    payments: stripePayments({ connection, clock }),
    clock,
    locationId,
    readerId: reader.answer.readerId,
    control: controlOf(simulator.origin, secretKey),
    tap: (number: string) => tap(connection, reader.answer.readerId, number),
    close: simulator.stop,
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** The same test helper that Stripe's sandbox offers. */
async function tap(connection: Connection, readerId: string, number: string): Promise<void> {
  const reply = await connection.request({
    method: 'POST',
    path: `/v1/test_helpers/terminal/readers/${readerId}/present_payment_method`,
    params: { type: 'card_present', card_present: { number } },
  })
  if (reply.got !== 'answer') throw new Error(`the tap failed: ${JSON.stringify(reply)}`)
}

export type Heard = { readonly path: string; readonly raw: string; readonly signature: string | null }

/** A door that keeps what knocks at it, and answers 200. */
export async function openDoor() {
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const signature = request.headers['stripe-signature']
      heard.push({
        path: request.url ?? '',
        raw: Buffer.concat(chunks).toString('utf8'),
        signature: typeof signature === 'string' ? signature : null,
      })
      response.end()
      for (const look of [...waiting]) look()
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  // True because the server listens on TCP.
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    /** Resolves as soon as the condition holds, asked again after every knock. */
    until: (condition: () => boolean) =>
      new Promise<void>(done => {
        const look = () => {
          if (!condition()) return
          waiting.delete(look)
          done()
        }
        waiting.add(look)
        look()
      }),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
