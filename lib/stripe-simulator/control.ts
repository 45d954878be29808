import type { Account, Delivery } from './account.ts'
import type { Http, World } from './api.ts'
import { type Fault, type FaultKind, faultKinds } from './faults.ts'
import { readKey } from './keys.ts'
import { liveScreen } from './live.ts'
import { customerCancels, readerOf } from './model/actions.ts'
import { releaseAuthorization } from './model/authorize.ts'
import { deviceOf, hear, saveDevice } from './model/device.ts'
import { Refusal } from './refusal.ts'
import { screenOf } from './screen.ts'

const defaultAccount = 'sk_test_simulator'

type Ask = { world: World; http: Http; account: Account; id: string; sent: Record<string, unknown> }
type Answer = (ask: Ask) => unknown

/** The control API, by method and path; `*` stands for an id. */
const answers = new Map<string, Answer>([
  [
    'GET health',
    ({ world, account }) => ({ ok: true, allow_live: world.allowLive, now: account.clock.now() }),
  ],
  ['POST reset', reset],
  ['GET clock', ({ account }) => ({ now: account.clock.now(), offset_ms: account.clock.offset })],
  ['POST clock', turn],
  ['GET faults', ({ account }) => ({ faults: account.faults })],
  ['POST faults', arm],
  ['DELETE faults', disarmAll],
  ['DELETE faults/*', disarm],
  [
    'GET readers',
    ({ account }) => ({
      readers: [...account.tables.readers.oldestFirst()].map(each => screen(account, each.id)),
    }),
  ],
  ['GET readers/*/screen', ({ account, id }) => screen(account, id)],
  ['GET readers/*/live', ({ world, account, id }) => liveScreen(() => world.accounts.of(account.key), id)],
  [
    'POST readers/*/release_authorization',
    ({ account, id }) => ({ released: releaseAuthorization(account, id) }),
  ],
  ['POST readers/*/cancel', ({ account, id }) => ({ reader: customerCancels(account, id) })],
  ['POST readers/*/presentment', presentment],
  ['GET events', deliveries],
])

/** One request of the control API. Stripe's own API never answers below /_simulator. */
export async function answerControl(world: World, http: Http): Promise<Response> {
  try {
    const header = http.req.header('authorization')
    const key = header ? readKey(header, world.allowLive).account : (http.req.query('key') ?? defaultAccount)
    const [, , first = '', id = '', verb] = http.req.path.split('/')
    const rest = verb ? [first, '*', verb] : id ? [first, '*'] : [first]
    const answer = answers.get(`${http.req.method} ${rest.join('/')}`)
    if (!answer) return http.json({ error: `There is no ${http.req.method} ${http.req.path} here.` }, 404)
    const account = accountFor(world, key, first, id)
    if (first === 'readers' && id && !account.tables.readers.get(id))
      return http.json({ error: `There is no reader ${id}.` }, 404)
    const result = await answer({ world, http, account, id, sent: await sentBody(http) })
    await account.flushed()
    return result instanceof Response ? result : http.json(result)
  } catch (error) {
    const status = error instanceof Refusal && error.status === 401 ? 401 : 400
    return http.json({ error: error instanceof Error ? error.message : String(error) }, status)
  }
}

/** A reader's page knows only the reader: its id finds the account. */
function accountFor(world: World, key: string, first: string, id: string): Account {
  const account = world.accounts.of(key)
  if (first !== 'readers' || !id || account.tables.readers.get(id)) return account
  for (const other of world.accounts.all()) if (other.tables.readers.get(id)) return other
  return account
}

async function sentBody(http: Http): Promise<Record<string, unknown>> {
  const text = http.req.method === 'GET' ? '' : await http.req.text()
  return text === '' ? {} : JSON.parse(text)
}

function screen(account: Account, id: string) {
  hear(account, id)
  return screenOf(account, id)
}

async function reset({ world, account }: Ask) {
  await world.accounts.reset(account.key)
  return { ok: true }
}

async function turn({ account, sent }: Ask) {
  const ms = Number(sent.advance_ms)
  if (!Number.isFinite(ms) || ms < 0)
    throw new Error('advance_ms must be a number of milliseconds, 0 or more.')
  await account.turnClock(ms)
  for (const reader of account.tables.readers.oldestFirst()) {
    hear(account, reader.id)
    account.stir(reader.id)
  }
  return { now: account.clock.now(), offset_ms: account.clock.offset }
}

function arm({ account, sent }: Ask) {
  const kind = faultKinds.find(each => each === sent.kind)
  if (!kind) throw new Error(`kind must be one of ${faultKinds.join(', ')}.`)
  const times = sent.times === undefined ? 1 : Number(sent.times)
  const fault = armed(kind, { ...sent, id: account.ids.make('fault', 12), times })
  account.faults.push(fault)
  return { id: fault.id }
}

/** The options were sent as JSON by a test or a page on this machine; each reader of them knows its own. */
function armed(kind: FaultKind, options: Record<string, unknown> & { id: string; times: number }): Fault {
  return { ...options, kind }
}

function disarmAll({ account }: Ask) {
  account.faults = []
  return { ok: true }
}

function disarm({ account, id }: Ask) {
  const before = account.faults.length
  account.faults = account.faults.filter(each => each.id !== id)
  return { cleared: before - account.faults.length }
}

function presentment({ account, id, sent }: Ask) {
  const read = (['tap', 'insert', 'swipe'] as const).find(each => each === sent.read_method)
  if (!read) throw new Error('read_method must be tap, insert or swipe.')
  const device = deviceOf(account, readerOf(account, id).id)
  device.nextRead = read
  saveDevice(account, device)
  return { read_method: read }
}

/** What became of every webhook, oldest first; `event`, `type` and `endpoint` narrow it down. */
function deliveries({ http, account }: Ask) {
  const wanted = http.req.query()
  const fits = (each: Delivery) =>
    (wanted.event === undefined || each.event === wanted.event) &&
    (wanted.type === undefined || each.type === wanted.type) &&
    (wanted.endpoint === undefined || each.endpoint === wanted.endpoint)
  return { deliveries: [...account.tables.deliveries.oldestFirst()].filter(fits) }
}
