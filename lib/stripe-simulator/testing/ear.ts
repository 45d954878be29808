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
  const waiting: { type: string; times: number; done: (event: Stripe.Event) => void }[] = []
  let secret = ''
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
  const { port } = server.address() as AddressInfo
  const ear: Ear = {
    url: `http://127.0.0.1:${port}/hook`,
    heard: [],
    refused: 0,
    answers: [],
    hears: (type, times = 1) =>
      new Promise(done => {
        waiting.push({ type, times, done })
        wake()
      }),
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  const made = await stripe.webhookEndpoints.create({
    url: ear.url,
    enabled_events: ['*'],
    api_version: '2026-10-28.endive',
  })
  secret = made.secret ?? ''

  function take(body: string, signature: string): number {
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
    wake()
    return 200
  }

  function wake(): void {
    for (const each of [...waiting]) {
      const fitting = ear.heard.filter(event => event.type === each.type)
      const event = fitting[each.times - 1]
      if (!event) continue
      waiting.splice(waiting.indexOf(each), 1)
      each.done(event)
    }
  }
  return ear
}
