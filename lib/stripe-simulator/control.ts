import type { Account, Delivery } from './account.ts'
import type { Http, World } from './api.ts'
import { arm, disarm, disarmAll, endPlan, makePlan } from './control-faults.ts'
import { cardholder, describeDevice } from './control-readers.ts'
import { readKey } from './keys.ts'
import { liveScreen } from './live.ts'
import { releaseAuthorization } from './model/authorization.ts'
import { hear } from './model/device.ts'
import { Refusal } from './refusal.ts'
import { screenOf } from './screen.ts'

const defaultAccount = 'sk_test_simulator'

/** One request of the control API. `sent` is the JSON body. */
export type Ask = { world: World; http: Http; account: Account; id: string; sent: Record<string, unknown> }
type Answer = (ask: Ask) => unknown

/** The control API, by method and path; `*` stands for an id. README.md says what each takes. */
const answers = new Map<string, Answer>([
  [
    'GET health',
    ({ world, account }) => ({
      ok: true,
      allow_live: world.allowLive,
      now: account.clock.now(),
      seed: account.settings.seed,
    }),
  ],
  ['POST reset', reset],
  ['GET clock', ({ account }) => ({ now: account.clock.now(), offset_ms: account.clock.offset })],
  ['POST clock', turn],
  [
    'GET faults',
    ({ account }) => ({
      faults: account.faults,
      plan: account.plan ?? null,
      seed: account.settings.seed,
    }),
  ],
  ['POST faults', arm],
  ['DELETE faults', disarmAll],
  ['DELETE faults/*', disarm],
  ['POST plan', makePlan],
  ['DELETE plan', endPlan],
  ['POST keys', restrictKey],
  ['POST account', describe],
  ['POST rotate/*', rotateSecret],
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
  ['POST readers/*/cancel', cardholder.cancel],
  ['POST readers/*/present', cardholder.present],
  ['POST readers/*/presentment', cardholder.presentment],
  ['POST readers/*/tip', cardholder.tip],
  ['POST readers/*/pin', cardholder.pin],
  ['POST readers/*/inputs', cardholder.inputs],
  ['POST readers/*/device', describeDevice],
  ['GET files/*', fileContent],
  ['GET events', deliveries],
])

/** Every call of the control API: method, and path with `*` for an id. */
export const controlCalls: readonly string[] = [...answers.keys()]

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
    if (first === 'readers' && id && !account.tables.readers.get(id)) {
      return http.json({ error: `There is no reader ${id}.` }, 404)
    }
    const result = await answer({ world, http, account, id, sent: await sentBody(http) })
    await account.flushed()
    return result instanceof Response ? result : http.json(result)
  } catch (error) {
    const status = error instanceof Refusal && error.status === 401 ? 401 : 400
    return http.json({ error: error instanceof Error ? error.message : String(error) }, status)
  }
}

/** A reader's page knows only the reader, a picture only the file: the id finds the account. */
function accountFor(world: World, key: string, first: string, id: string): Account {
  const account = world.accounts.of(key)
  const table = first === 'readers' ? 'readers' : first === 'files' ? 'files' : undefined
  if (!table || !id || account.tables[table].get(id)) return account
  for (const other of world.accounts.all()) if (other.tables[table].get(id)) return other
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

/** What became of every webhook, oldest first; `event`, `type` and `endpoint` narrow it down. */
function deliveries({ http, account }: Ask) {
  const wanted = http.req.query()
  const fits = (each: Delivery) =>
    (wanted.event === undefined || each.event === wanted.event) &&
    (wanted.type === undefined || each.type === wanted.type) &&
    (wanted.endpoint === undefined || each.endpoint === wanted.endpoint)
  return { deliveries: [...account.tables.deliveries.oldestFirst()].filter(fits) }
}

/** Says what a restricted key may do: { key, permissions: { payment_intents: 'write', … } }. */
function restrictKey({ account, sent }: Ask) {
  const key = String(sent.key)
  if (!/^rk_(test|live)_\w+$/.test(key)) throw new Error('key must be a restricted key, rk_test_….')
  const permissions: Record<string, 'read' | 'write'> = {}
  for (const [name, value] of Object.entries(sent.permissions ?? {})) {
    if (value === 'read' || value === 'write') permissions[name] = value
  }
  return account.tables.restrictedKeys.put({ id: key, permissions })
}

/** Says who the account is: { name, country, default_currency, charges_enabled }. */
function describe({ account, sent }: Ask) {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return account.tables.profile.put({
    id: 'profile',
    name: text(sent.name),
    country: text(sent.country),
    default_currency: text(sent.default_currency),
    charges_enabled: typeof sent.charges_enabled === 'boolean' ? sent.charges_enabled : undefined,
  })
}

/** Rolls the secret of an endpoint; the old one stays good for `overlap_ms` (a day). */
function rotateSecret({ account, id, sent }: Ask) {
  const kept = account.tables.endpointSecrets.get(id)
  if (!kept) throw new Error(`There is no webhook endpoint ${id}.`)
  const until = account.clock.now() + Number(sent.overlap_ms ?? 24 * 60 * 60 * 1000)
  const value = `whsec_${account.ids.make('x', 32).slice(2)}`
  const old = kept.secrets.map(each => (each.until === null ? { ...each, until } : each))
  account.tables.endpointSecrets.put({ id, secrets: [{ value, until: null }, ...old] })
  return { secret: value }
}

function fileContent({ account, id }: Ask) {
  const file = account.tables.files.get(id)
  const content = account.tables.fileContents.get(id)
  if (!file || !content) return Response.json({ error: `There is no file ${id}.` }, { status: 404 })
  const type = file.type === 'svg' ? 'image/svg+xml' : `image/${file.type === 'jpg' ? 'jpeg' : file.type}`
  return new Response(Buffer.from(content.base64, 'base64'), { headers: { 'content-type': type } })
}
