import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { availableParallelism } from 'node:os'
import Stripe from 'stripe'
import { openDoor } from './ear.ts'

/** So many in a second, and so many in a second of the simulator's own processor time, where the system tells that. */
export type Rate = { perSecond: number; perCoreSecond: number | undefined }

export type Throughput = {
  retrievals: Rate
  /** Each from its first call to the last webhook that ends it. */
  payments: Rate
  requests: Rate
  deliveries: Rate
  /** Whether the simulator had one processor core and no more; else it had what the machine gave it. */
  onOneCore: boolean
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
  const before = oneCore()
  const [program = '', ...rest] = [...before, process.execPath, ...args]
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    return { ...(await measure(child, ms)), onOneCore: before.length > 0 }
  } finally {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
}

/** What to write before a command on Linux, so that it gets the last core and no other. */
function oneCore(): string[] {
  const core = String(availableParallelism() - 1)
  return spawnSync('taskset', ['-c', core, 'true']).status === 0 ? ['taskset', '-c', core] : []
}

async function measure(child: ChildProcess, ms: number): Promise<Omit<Throughput, 'onOneCore'>> {
  // The one message of main.ts.
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 64 })
  const stripe = new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', httpAgent, telemetry: false })
  const ear = await openEar()
  await stripe.webhookEndpoints.create({ url: ear.url, enabled_events: ['*'] })
  const readers = await openShop(stripe)
  const first = await pay(stripe, readers[0] ?? '')
  const retrieving = stopwatch(child.pid)
  const retrievals = retrieving(await repeat(ms, 32, () => retrieve(port, first, httpAgent)))
  await ear.hasHeard(1)
  const before = ear.deliveries
  const paying = stopwatch(child.pid)
  const paid = await repeat(ms, readers.length, at => pay(stripe, readers[at] ?? ''))
  await ear.hasHeard(1 + paid)
  const [payments, requests, deliveries] = [paying(paid), paying(3 * paid), paying(ear.deliveries - before)]
  httpAgent.destroy()
  await ear.close()
  return { retrievals, payments, requests, deliveries }
}

/** Starts to measure; what it returns says at which rate so many things were done since. */
function stopwatch(pid: number | undefined): (count: number) => Rate {
  const began = performance.now()
  const spent = processorSeconds(pid)
  return count => {
    const now = processorSeconds(pid)
    const used = spent === undefined || now === undefined ? 0 : now - spent
    return {
      perSecond: Math.round(count / ((performance.now() - began) / 1000)),
      perCoreSecond: used > 0 ? Math.round(count / used) : undefined,
    }
  }
}

/** Linux counts hundredths of a second, in the twelfth and thirteenth field after the name of the program. */
function processorSeconds(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return undefined
  }
}

/** An endpoint that knows when a number of payments is over for those who only listen. */
async function openEar() {
  const ear = { deliveries: 0 }
  const endings = { intent: 0, reader: 0 }
  let look = () => {}
  const door = await openDoor(body => {
    ear.deliveries += 1
    if (body.includes('"type":"payment_intent.succeeded"')) endings.intent += 1
    if (body.includes('"type":"terminal.reader.action_succeeded"')) endings.reader += 1
    look()
    return 200
  })
  const hasHeard = (payments: number) =>
    new Promise<void>(done => {
      look = () => {
        if (Math.min(endings.intent, endings.reader) >= payments) done()
      }
      look()
    })
  return Object.assign(ear, { url: door.url, close: door.close, hasHeard })
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

/** Runs `width` loops side by side for `ms`; returns how many rounds there were. */
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
  return rounds
}
