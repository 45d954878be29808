import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import Stripe from 'stripe'
import { openDoor } from './ear.ts'

export type Throughput = {
  retrievalsPerSecond: number
  paymentsPerSecond: number
  deliveriesPerSecond: number
}

const key = 'sk_test_throughput'
const main = new URL('../main.ts', import.meta.url).pathname

/**
 * How much a simulator in a process of its own does, asked over kept-alive connections: retrievals of one intent, then
 * complete payments (create, process, present) whose events go to one endpoint. Each part lasts `ms`.
 */
export async function measureSimulator(ms: number, data?: string): Promise<Throughput> {
  const where = data ? ['--data', data] : ['--memory']
  const args = ['--import', 'tsx', main, '--port', '0', '--authorization-ms', '0', ...where]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    return await measure(child, ms)
  } finally {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function measure(child: ChildProcess, ms: number): Promise<Throughput> {
  // The one message of main.ts.
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 64 })
  const stripe = new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', httpAgent, telemetry: false })
  let deliveries = 0
  const door = await openDoor(() => {
    deliveries += 1
    return 200
  })
  await stripe.webhookEndpoints.create({ url: door.url, enabled_events: ['*'] })
  const readers = await openShop(stripe)
  const first = await pay(stripe, readers[0] ?? '')
  const retrievalsPerSecond = await repeat(ms, 32, () => retrieve(port, first, httpAgent))
  deliveries = 0
  const paymentsPerSecond = await repeat(ms, readers.length, at => pay(stripe, readers[at] ?? ''))
  const deliveriesPerSecond = Math.round((deliveries / ms) * 1000)
  httpAgent.destroy()
  await door.close()
  return { retrievalsPerSecond, paymentsPerSecond, deliveriesPerSecond }
}

async function openShop(stripe: Stripe): Promise<string[]> {
  const address = {
    line1: '1 Market Street',
    city: 'San Francisco',
    state: 'CA',
    postal_code: '94105',
    country: 'US',
  }
  const location = await stripe.terminal.locations.create({ display_name: 'Busy', address })
  const reader = { registration_code: 'simulated-s700', location: location.id }
  const made = await Promise.all(Array.from({ length: 16 }, () => stripe.terminal.readers.create(reader)))
  return made.map(each => each.id)
}

async function pay(stripe: Stripe, reader: string): Promise<string> {
  const { id } = await stripe.paymentIntents.create({
    amount: 2340,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await stripe.terminal.readers.processPaymentIntent(reader, { payment_intent: id })
  const { action } = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)
  if (action?.status !== 'succeeded') throw new Error('The payment was not approved.')
  return id
}

function retrieve(port: number, id: string, agent: Agent): Promise<unknown> {
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${key}` }
    const request = get(
      { host: '127.0.0.1', port, path: `/v1/payment_intents/${id}`, agent, headers },
      response => {
        response.resume().on('end', done)
      },
    )
    request.on('error', failed)
  })
}

/** Runs `width` loops side by side for `ms`; returns rounds per second. */
async function repeat(ms: number, width: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + ms
  let rounds = 0
  const loop = async (at: number) => {
    while (performance.now() < end) {
      await work(at)
      rounds += 1
    }
  }
  await Promise.all(Array.from({ length: width }, (_, at) => loop(at)))
  return Math.round((rounds / ms) * 1000)
}
