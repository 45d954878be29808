import { z } from 'zod'
import type { Log } from '#lib/ports/log.ts'
import type { Problem, Seen } from '#lib/ports/payments.ts'
import type { KeptEndpoint, WebhookDoor, WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { DoorSeenTo, Wiring } from '#lib/ports/wiring.ts'
import type { Clock } from '#lib/ports/world.ts'
import { type Connection, PINNED_VERSION } from './connection.ts'
import { seenOf } from './ending.ts'
import type { Reply } from './reply.ts'

/** What each door hears. The reader's events sit in the payment's path, so they have a door of their own. */
export const DOORS: Readonly<
  Record<WebhookDoor, { readonly path: string; readonly events: readonly string[] }>
> = {
  terminal: {
    path: '/api/stripe/webhook/terminal',
    events: [
      'terminal.reader.action_succeeded',
      'terminal.reader.action_failed',
      'terminal.reader.action_updated',
    ],
  },
  payments: {
    path: '/api/stripe/webhook',
    events: [
      'payment_intent.succeeded',
      'payment_intent.canceled',
      'payment_intent.payment_failed',
      'payment_intent.processing',
      'payment_intent.requires_action',
      'payment_intent.amount_capturable_updated',
      'charge.refunded',
      'charge.expired',
      'refund.created',
      'refund.updated',
      'refund.failed',
    ],
  },
}

const EndpointShape = z.object({
  id: z.string(),
  url: z.string(),
  status: z.string(),
  enabled_events: z.array(z.string()),
  api_version: z.string().nullish(),
  secret: z.string().nullish(),
})
type Endpoint = z.infer<typeof EndpointShape>

const List = z.object({ data: z.array(EndpointShape) })

type AtStripe = {
  readonly connection: Connection
  readonly secrets: WebhookSecrets
  readonly log: Log
  readonly clock: Clock
}

/** `origin`: where Stripe reaches the till, as `http://127.0.0.1:3000`. */
type Needs = AtStripe & { readonly origin: string }

const ENDPOINTS = '/v1/webhook_endpoints'

/** Every endpoint of the account, other people's too. */
export const listEndpoints = async (connection: Connection): Promise<Seen<readonly Endpoint[]>> =>
  seenOf(
    await connection.request({ method: 'GET', path: `${ENDPOINTS}?limit=100`, timeoutMs: 10_000 }),
    body => List.safeParse(body).data?.data,
  )

/** Which of our doors an address is. */
export const doorOfPath = (url: string): WebhookDoor | undefined =>
  (['terminal', 'payments'] as const).find(
    door => URL.canParse(url) && new URL(url).pathname === DOORS[door].path,
  )

/**
 * Sees to it that both doors have an endpoint at Stripe whose secret we hold; does nothing where that is so. Safe to run on every start, on
 * any number of servers. Not done when Stripe did not let us finish: run it again, knocks are missed until then and the watcher replaces them.
 */
export async function registerEndpoints(needs: Needs): Promise<Registered> {
  return needs.secrets.alone(async () => {
    const listed = await listEndpoints(needs.connection)
    if (!listed.ok) return { done: failed(needs, 'list', listed.problem.code), doors: [] }
    const kept = await needs.secrets.kept()
    const terminal = await registerDoor(needs, 'terminal', listed.value, kept)
    const payments = await registerDoor(needs, 'payments', listed.value, kept)
    return { done: terminal.done && payments.done, doors: [...terminal.doors, ...payments.doors] }
  })
}

type Registered = Awaited<ReturnType<Wiring['connect']>>
type SeenTo = DoorSeenTo | 'as_it_was' | 'failed'

/** The endpoint that is wanted stands, and its secret is kept, before any other one goes: in between nothing is missed. */
async function registerDoor(
  needs: Needs,
  door: WebhookDoor,
  listed: readonly Endpoint[],
  kept: readonly KeptEndpoint[],
): Promise<Registered> {
  const url = new URL(DOORS[door].path, needs.origin).href
  const ours = kept.filter(one => one.door === door)
  const usable = listed.filter(one => isOurs(one, ours) && one.api_version === PINNED_VERSION)
  const [current, ...spare] = usable
  const unusable = listed.filter(one => !usable.includes(one) && (one.url === url || isOurs(one, ours)))
  // Whose creation was not answered has a secret that nobody knows. Of such ones, newest first, one may wait: Stripe allows only a few.
  const [, ...unheard] = unusable.filter(one => !isOurs(one, ours))
  const doors = [...(current ? [] : await removeAll(needs, door, unheard))]
  const stands = current ? await asWanted(needs, current, door, url) : await create(needs, door, url)
  if (stands === 'failed') return { done: false, doors }
  if (stands !== 'as_it_was') doors.push(stands)
  const rest = [...spare, ...unusable].filter(one => doors.every(({ endpointId }) => endpointId !== one.id))
  doors.push(...(await removeAll(needs, door, rest)))
  // Those that somebody has taken away at Stripe. What is removed here is retired: its last events are a reason to look.
  for (const { endpointId } of ours)
    if (!listed.some(({ id }) => id === endpointId)) await needs.secrets.forget(endpointId)
  return { done: true, doors }
}

const asWanted = async (needs: Needs, current: Endpoint, door: WebhookDoor, url: string): Promise<SeenTo> =>
  isAsWanted(current, door, url) ? 'as_it_was' : update(needs, current.id, door, url)

type Made = { readonly endpointId: string; readonly requestId: string | undefined }
type Rolled = { readonly ok: true; readonly value: Made } | { readonly ok: false; readonly problem: Problem }

/**
 * A new secret for a door, and no event lost: the new endpoint is there, and its secret kept, before the old one goes. For a moment both
 * knock, and the second knock of an event is known. The old secret proves nothing from then on, whoever knows it; for a day it is a reason
 * to look, for what is on its way.
 */
export async function rollEndpoint(needs: AtStripe, door: WebhookDoor): Promise<Rolled> {
  return needs.secrets.alone(async () => {
    const listed = await listEndpoints(needs.connection)
    if (!listed.ok) return { ok: false, problem: listed.problem }
    const kept = await needs.secrets.kept()
    const old = listed.value.filter(one =>
      kept.some(each => each.door === door && each.endpointId === one.id),
    )
    const url = old[0]?.url
    if (url === undefined) return { ok: false, problem: NOT_OURS }
    const made = await createEndpoint(needs, door, url)
    if (!made.ok) return made
    await removeAll(needs, door, old)
    return made
  })
}

const NOT_OURS: Problem = { code: 'no_endpoint', message: 'There is no endpoint of ours to roll.', status: 0 }

const isOurs = (one: Endpoint, ours: readonly KeptEndpoint[]): boolean =>
  ours.some(({ endpointId }) => endpointId === one.id)

const isAsWanted = (one: Endpoint, door: WebhookDoor, url: string): boolean =>
  one.url === url &&
  one.status === 'enabled' &&
  [...one.enabled_events].sort().join() === [...DOORS[door].events].sort().join()

/** The secret comes once, in this answer. An endpoint whose secret we missed is removed once another stands, its URL being ours. */
async function create(needs: AtStripe, door: WebhookDoor, url: string): Promise<SeenTo> {
  const made = await createEndpoint(needs, door, url)
  if (made.ok) return { how: 'make', door, url, ...made.value }
  failed(needs, 'create', made.problem.code)
  return 'failed'
}

async function createEndpoint(needs: AtStripe, door: WebhookDoor, url: string): Promise<Rolled> {
  const reply = await post(needs, ENDPOINTS, {
    url,
    enabled_events: DOORS[door].events,
    api_version: PINNED_VERSION,
    description: `Tapline, ${door}`,
    metadata: { tapline_door: door },
  })
  const made = seenOf(reply, body => EndpointShape.safeParse(body).data)
  if (!made.ok) return made
  const { id, secret } = made.value
  if (!secret)
    return { ok: false, problem: { code: 'no_secret', message: 'Stripe sent no secret.', status: 200 } }
  await needs.secrets.keep({ endpointId: id, door, secret })
  needs.log.info({ door, endpoint: id, url }, 'A webhook endpoint was registered.')
  return { ok: true, value: { endpointId: id, requestId: made.requestId } }
}

async function update(needs: Needs, id: string, door: WebhookDoor, url: string): Promise<SeenTo> {
  const params = { url, enabled_events: DOORS[door].events, disabled: false }
  const reply = await post(needs, `/v1/webhook_endpoints/${encodeURIComponent(id)}`, params)
  if (reply.got === 'answer') return { how: 'change', door, endpointId: id, url, requestId: reply.requestId }
  failed(needs, 'update', codeOf(reply))
  return 'failed'
}

/**
 * Retired before Stripe is asked, which may take its time: a knock meanwhile would find its secret as good as ever. One that cannot be
 * removed costs nothing but knocks that are turned away, or arrive twice.
 */
async function removeAll(
  needs: AtStripe,
  door: WebhookDoor,
  endpoints: readonly Endpoint[],
): Promise<readonly DoorSeenTo[]> {
  const removed: DoorSeenTo[] = []
  for (const { id, url } of endpoints) {
    await needs.secrets.retire(id, needs.clock.now())
    const path = `/v1/webhook_endpoints/${encodeURIComponent(id)}`
    const reply = await needs.connection.request({ method: 'DELETE', path })
    if (reply.got === 'answer')
      removed.push({ how: 'remove', door, endpointId: id, url, requestId: reply.requestId })
    else failed(needs, 'remove', codeOf(reply))
  }
  return removed
}

const post = (needs: AtStripe, path: string, params: Readonly<Record<string, unknown>>) =>
  needs.connection.request({ method: 'POST', path, params })

const codeOf = (reply: Exclude<Reply, { got: 'answer' }>): string =>
  reply.code ?? (reply.got === 'error' ? `http_${reply.status}` : 'no_answer')

function failed(needs: AtStripe, doing: string, code: string): false {
  needs.log.warn({ doing, code }, 'Stripe did not let us register a webhook endpoint.')
  return false
}
