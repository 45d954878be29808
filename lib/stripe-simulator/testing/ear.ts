import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Stripe from 'stripe'

/** A webhook endpoint that believes only what is signed, and remembers in what order it heard it. */
export type Ear = {
  url: string
  heard: Stripe.Event[]
  /** Requests whose signature was wrong. */
  refused: number
  /** What the next requests are answered with, before it goes back to 200. */
  answers: number[]
  /** Resolves when an event of this type has been heard `times` times. */
  hears(type: string, times?: number): Promise<Stripe.Event>
  close(): Promise<void>
}

/** Opens the ear and registers it for every event. */
export async function listen(stripe: Stripe, inspect: (event: Stripe.Event) => void): Promise<Ear> {
  const patience = waitingRoom()
  let take = (_body: string, _signature: string): number => 503
  const door = await openDoor((body, signature) => take(body, signature))
  const ear: Ear = {
    url: door.url,
    heard: [],
    refused: 0,
    answers: [],
    hears: (type, times = 1) => patience.wait(ear.heard, type, times),
    close: door.close,
  }
  const endpoint = { url: ear.url, enabled_events: ['*' as const], api_version: '2026-10-28.endive' as const }
  const { secret = '' } = await stripe.webhookEndpoints.create(endpoint)
  take = (body, signature) => {
    const answer = ear.answers.shift()
    if (answer !== undefined && answer !== 200) return answer
    try {
      const event = stripe.webhooks.constructEvent(body, signature, secret)
      inspect(event)
      ear.heard.push(event)
    } catch {
      ear.refused += 1
      return 400
    }
    patience.look(ear.heard)
    return 200
  }
  return ear
}

/** Those who wait for an event to be heard. */
function waitingRoom() {
  const waiting: { type: string; times: number; done: (event: Stripe.Event) => void }[] = []
  const look = (heard: Stripe.Event[]) => {
    for (const each of [...waiting]) {
      const event = heard.filter(({ type }) => type === each.type)[each.times - 1]
      if (!event) continue
      waiting.splice(waiting.indexOf(each), 1)
      each.done(event)
    }
  }
  const wait = (heard: Stripe.Event[], type: string, times: number) =>
    new Promise<Stripe.Event>(done => {
      waiting.push({ type, times, done })
      look(heard)
    })
  return { look, wait }
}

/** A server that hands over the raw body and the signature, and answers with the status it is given. */
export async function openDoor(take: (body: string, signature: string) => number) {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      response.writeHead(take(body, String(request.headers['stripe-signature']))).end()
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(done => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/hook`, close }
}
