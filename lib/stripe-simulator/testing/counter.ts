import Stripe from 'stripe'
import { type Options, type Simulator, startSimulator } from '../server.ts'
import { checkAnswer, checkEvent } from './check.ts'
import { type Ear, listen } from './ear.ts'

/**
 * A counter in front of a simulator of its own: the official package, a shop, a reader, and an ear for webhooks. Every
 * answer that passes is checked against the schema.
 */
export type Counter = {
  simulator: Simulator
  stripe: Stripe
  ear: Ear
  location: Stripe.Terminal.Location
  reader: Stripe.Terminal.Reader
  /** What was wrong with answers and webhooks so far. */
  complaints: string[]
  /** What the official package asked for and got: `POST /v1/refunds/re_…`. */
  answered: Set<string>
  control(method: string, path: string, body?: unknown): Promise<unknown>
  intent(params?: Partial<Stripe.PaymentIntentCreateParams>): Promise<Stripe.PaymentIntent>
  /** Charges the reader and shows it a card; returns intent and reader as they are then. */
  pay(
    intent: Stripe.PaymentIntent,
    number?: string,
  ): Promise<{ intent: Stripe.PaymentIntent; reader: Stripe.Terminal.Reader }>
  /** The reader as it is now. */
  now(): Promise<Stripe.Terminal.Reader>
  close(): Promise<void>
}

/** Whether an answer was a replay of an earlier one. */
export function wasReplayed(answer: { lastResponse: { headers: Record<string, string> } }): boolean {
  return new Headers(answer.lastResponse.headers).get('idempotent-replayed') === 'true'
}

const key = 'sk_test_simulator'

export async function openCounter(options: Partial<Options> & { country?: string } = {}): Promise<Counter> {
  const simulator = await startSimulator({
    port: 0,
    memory: true,
    authorizationMs: 0,
    seed: 'counter',
    ...options,
  })
  const complaints: string[] = []
  const answered = new Set<string>()
  const stripe = clientOf(simulator, complaints, answered)
  const ear = await listen(stripe, event => complaints.push(...checkEvent(event)))
  const location = await stripe.terminal.locations.create(shops[options.country ?? 'US'] ?? shops.US)
  const reader = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  })
  const control: Counter['control'] = async (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    return (await fetch(`${simulator.origin}/_simulator/${path}`, { method, ...json })).json()
  }
  const intent: Counter['intent'] = params =>
    stripe.paymentIntents.create({
      amount: 2340,
      currency: 'usd',
      allowed_payment_method_types: ['card_present'],
      capture_method: 'automatic',
      ...params,
    })
  const pay: Counter['pay'] = async ({ id }, number) => {
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
    const after = await stripe.testHelpers.terminal.readers.presentPaymentMethod(
      reader.id,
      number ? { card_present: { number } } : {},
    )
    return { reader: after, intent: await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }) }
  }
  const now: Counter['now'] = async () => {
    const found = await stripe.terminal.readers.retrieve(reader.id)
    if ('deleted' in found) throw new Error('The reader was deleted.')
    return found
  }
  const close = async () => {
    await ear.close()
    await simulator.stop()
  }
  return { simulator, stripe, ear, location, reader, complaints, answered, control, intent, pay, now, close }
}

/** The official package, pointed here; it hands every answer to the schema check on the way. */
function clientOf(simulator: Simulator, complaints: string[], answered: Set<string>): Stripe {
  const checked: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const { pathname } = new URL(String(input))
    const method = init?.method ?? 'GET'
    complaints.push(...checkAnswer(method, pathname, response.status, await response.clone().json()))
    if (response.ok) answered.add(`${method} ${pathname}`)
    return response
  }
  const { port } = simulator
  const httpClient = Stripe.createFetchHttpClient(checked)
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, httpClient })
}

const shops: Record<string, Stripe.Terminal.LocationCreateParams> = {
  US: {
    display_name: 'Valencia Street',
    address: {
      line1: '1272 Valencia Street',
      city: 'San Francisco',
      state: 'CA',
      postal_code: '94110',
      country: 'US',
    },
  },
  CA: {
    display_name: 'Toronto',
    address: {
      line1: '100 Queen Street West',
      city: 'Toronto',
      state: 'ON',
      postal_code: 'M5H 2N2',
      country: 'CA',
    },
  },
  AU: {
    display_name: 'Sydney',
    address: { line1: '1 George Street', city: 'Sydney', state: 'NSW', postal_code: '2000', country: 'AU' },
  },
  FR: {
    display_name: 'Paris',
    address: { line1: '1 rue de Rivoli', city: 'Paris', postal_code: '75001', country: 'FR' },
  },
  GB: {
    display_name: 'London',
    address: { line1: '1 Strand', city: 'London', postal_code: 'WC2N 5HR', country: 'GB' },
  },
}
