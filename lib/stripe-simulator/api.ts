import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import { expand } from './expand.ts'
import { takeFault } from './faults.ts'
import { fingerprintOf, prune, recall } from './idempotency.ts'
import { keyExpired, readKey } from './keys.ts'
import { readParams } from './params.ts'
import { checkPermission } from './permissions.ts'
import { checkRate, tooMany } from './rate-limit.ts'
import { lockTimeout, noSuchPath, Refusal } from './refusal.ts'
import type { Route, Router, Upload } from './route.ts'
import { readUpload } from './upload.ts'
import { readVersion } from './version.ts'
import { decodeForm, errorJson } from './wire.ts'

export type World = { accounts: Accounts; router: Router; allowLive: boolean }
export type Http = Context<{ Bindings: HttpBindings }>

type Answer = { status: number; body: string; headers?: Record<string, string>; cut?: boolean }

/** One request of Stripe's API, from the open connection to the answer. */
export async function answerApi(world: World, http: Http): Promise<Response> {
  const requestId = `req_${Math.random().toString(36).slice(2, 12)}${Math.random().toString(36).slice(2, 6)}`
  const headers = new Headers({ 'content-type': 'application/json', 'request-id': requestId })
  const key = http.req.header('idempotency-key')
  if (key) headers.set('idempotency-key', key)
  const answer = await attempt(world, http, requestId, headers)
  if (answer.cut) http.env.incoming.socket.destroy()
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value)
  return new Response(answer.body, { status: answer.status, headers })
}

async function attempt(world: World, http: Http, requestId: string, headers: Headers): Promise<Answer> {
  try {
    const key = readKey(http.req.header('authorization'), world.allowLive)
    const version = readVersion(http.req.header('stripe-version'))
    headers.set('stripe-version', version)
    const account = world.accounts.of(key.account)
    headers.set('date', new Date(account.clock.now()).toUTCString())
    const { method, path } = http.req
    if (takeFault(account, 'cut_before', { method, path })) return { status: 500, body: '', cut: true }
    if (key.restricted) checkPermission(account, key.secret, method, path)
    if (account.settings.rateLimit || account.plan?.rateLimit) checkRate(account, method, path)
    const request = await readRequest(http)
    const found = world.router.find(method, path)
    if (!found) throw unknownUrl(http)
    const heard = { account, version, requestId, ...request, ...found }
    const answer = await misbehave(heard, () => once(heard, http.req.header('idempotency-key')))
    if (takeFault(account, 'cut_after', { method, path })) return { ...answer, cut: true }
    return answer
  } catch (error) {
    return refusalAnswer(error, requestId)
  }
}

/** Answers slowly, or with the wrong status, when a fault says so. */
async function misbehave(heard: Heard, execute: () => Promise<Answer>): Promise<Answer> {
  const { account, method, path } = heard
  const slow = takeFault(account, 'slow', { method, path })
  const passes = () => new Promise(done => setTimeout(done, slow?.ms ?? 1000))
  if (slow?.executed) {
    const answer = await execute()
    await passes()
    return answer
  }
  if (slow) await passes()
  const wrong = takeFault(account, 'status', { method, path })
  if (!wrong) return execute()
  if (wrong.status === 429) throw tooMany('global-concurrency')
  if (wrong.status === 'lock_timeout') throw lockTimeout()
  if (wrong.executed) await execute()
  if (wrong.status === 401) throw keyExpired()
  const message = 'An unknown error occurred.'
  return { status: 500, body: errorJson({ type: 'api_error', message }, heard.requestId) }
}

type Heard = {
  account: Account
  version: string
  requestId: string
  route: Route
  id: string
  sent: Record<string, unknown>
  upload: Upload | undefined
  method: string
  path: string
}

/** Reads the parameters from where the method puts them. */
async function readRequest(http: Http) {
  const { method, path } = http.req
  const query = new URL(http.req.url).search.slice(1)
  if (method === 'GET') return { method, path, sent: decodeForm(query), upload: undefined }
  const type = http.req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return { method, path, ...(await readUpload(http)) }
  const text = await http.req.text()
  return { method, path, sent: decodeForm(text === '' ? query : text), upload: undefined }
}

/** Executes a request, or replays the answer that its idempotency key already has. */
async function once(heard: Heard, key: string | undefined): Promise<Answer> {
  if (heard.method !== 'POST' || !key) return execute(heard, undefined)
  const { account } = heard
  const fingerprint = fingerprintOf(heard.method, heard.path, heard.sent)
  const kept = recall(account, key, fingerprint)
  if (kept) {
    const original = { 'idempotent-replayed': 'true' }
    return { status: kept.status, body: kept.body, headers: original }
  }
  account.running.add(key)
  try {
    return await execute(heard, { key, fingerprint })
  } finally {
    account.running.delete(key)
  }
}

async function execute(
  heard: Heard,
  keep: { key: string; fingerprint: string } | undefined,
): Promise<Answer> {
  const { account } = heard
  const answer = await run(heard, keep?.key)
  if (keep && !answer.early) {
    const { status, body } = answer
    account.tables.answers.put({
      id: keep.key,
      fingerprint: keep.fingerprint,
      status,
      body,
      at: account.clock.now(),
    })
    prune(account)
  }
  if (heard.method !== 'GET') await account.flushed()
  return answer
}

/** Runs the route. What it throws is an answer too, because keys keep refusals. */
async function run(heard: Heard, key: string | undefined): Promise<Answer & { early?: boolean }> {
  const { account, route, id } = heard
  try {
    if (route.target && !account.tables[route.target.table].get(id)) {
      if (!isReadable(heard)) throw noSuchPath(route.target.name, id)
    }
    const params = readParams(route.schema, heard.sent)
    account.cause = { id: heard.requestId, idempotency_key: key ?? null }
    const started = route.run({
      account,
      id,
      params,
      version: heard.version,
      upload: heard.upload,
    })
    account.cause = { id: null, idempotency_key: null }
    const result = await started
    return { status: 200, body: JSON.stringify(expand(account, result, expansions(params)), null, 2) }
  } catch (error) {
    account.cause = { id: null, idempotency_key: null }
    return { ...refusalAnswer(error, heard.requestId), early: !(error instanceof Refusal) || error.early }
  }
}

/** A deleted object can still be retrieved, in its deleted form. */
function isReadable({ account, id, method }: Heard): boolean {
  return method === 'GET' && account.tables.tombstones.get(id) !== undefined
}

function expansions(params: unknown): string[] {
  if (params === null || typeof params !== 'object' || !('expand' in params)) return []
  return Array.isArray(params.expand) ? params.expand.map(String) : []
}

function refusalAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof Refusal) {
    return { status: error.status, body: errorJson(error.body, requestId), headers: error.headers }
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`The simulator failed: ${detail}\n`)
  const message = 'An unknown error occurred inside the simulator.'
  return { status: 500, body: errorJson({ type: 'api_error', message }, requestId) }
}

function unknownUrl(http: Http): Refusal {
  const { method, path } = http.req
  const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`
  return new Refusal(404, { type: 'invalid_request_error', message }, { early: true })
}
