import Stripe from 'stripe'
import { z } from 'zod'
import { ok, refuse } from '#lib/domain/result.ts'
import type { VerifiedKnock } from '#lib/ports/knock.ts'
import type { Log } from '#lib/ports/log.ts'
import type { Seen } from '#lib/ports/payments.ts'
import type { Tokens } from '#lib/ports/tokens.ts'
import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { AccountSeen, EndpointSeen, EventsSeen, Wiring } from '#lib/ports/wiring.ts'
import type { Clock } from '#lib/ports/world.ts'
import { type Connection, PINNED_VERSION, type StripeAccount } from './connection.ts'
import { seenOf } from './ending.ts'
import { DOORS, doorOfPath, listEndpoints, registerEndpoints, rollEndpoint } from './endpoints.ts'
import { knockFrom, MONEY_BACK } from './knock.ts'
import { probeAll } from './probes.ts'
import { whoAnswers } from './who-answers.ts'

const AccountShape = z.object({
  id: z.string(),
  country: z.string(),
  default_currency: z.string().nullish(),
  charges_enabled: z.boolean(),
  business_profile: z.object({ name: z.string().nullish() }).nullish(),
  settings: z.object({ dashboard: z.object({ display_name: z.string().nullish() }).nullish() }).nullish(),
})

type Needs = {
  readonly account: StripeAccount
  readonly connection: Connection
  readonly secrets: WebhookSecrets
  readonly tokens: Pick<Tokens, 'fresh' | 'proofOf'>
  readonly clock: Clock
  readonly log: Log
  /** A hundred of all events are on each page that is fetched: 30 pages unless told. */
  readonly mostPages?: number
}

/** The line to Stripe, looked at from both ends. */
export function stripeWiring(needs: Needs): Wiring {
  const { account, connection, secrets, tokens, clock, log } = needs
  const { secretKey, base } = account
  let skewMs: number | undefined
  const elsewhere = new Set<string>()
  connection.onReply(reply => {
    // Whole seconds, cut off: the middle of the second is the best guess, as is the middle of the request.
    if (reply.date !== undefined) skewMs = clock.now() - reply.ms / 2 - (reply.date + 500)
  })
  return {
    key: {
      kind: secretKey.startsWith('rk_') ? 'restricted' : 'secret',
      live: /^[sr]k_live_/.test(secretKey),
      last4: secretKey.slice(-4),
    },
    elsewhere: base,
    version: {
      pinned: PINNED_VERSION,
      packageSpeaks: Stripe.API_VERSION,
      packageVersion: Stripe.PACKAGE_VERSION,
    },
    skewMs: () => (skewMs === undefined ? undefined : Math.round(skewMs)),
    account: async () =>
      seenOf(
        await connection.request({ method: 'GET', path: '/v1/account', timeoutMs: WITHIN_MS }),
        accountOf,
      ),
    probes: () => probeAll(connection, { writes: secretKey.startsWith('rk_') }),
    async endpoints() {
      const listed = await listEndpoints(connection)
      if (!listed.ok) return listed
      const kept = await secrets.kept()
      const ours = listed.value.flatMap((one): readonly EndpointSeen[] => {
        const { id: endpointId, url, status, api_version } = one
        const door = kept.find(each => each.endpointId === endpointId)?.door ?? null
        if (!door && !doorOfPath(url)) return []
        return [{ endpointId, url, status, apiVersion: api_version ?? null, door }]
      })
      return { ...listed, value: ours }
    },
    async whoAnswers(origin) {
      const answers = await whoAnswers(origin, tokens)
      if (answers === 'somebody_else') elsewhere.add(origin)
      if (answers === 'this_till') elsewhere.delete(origin)
      return answers
    },
    leadsElsewhere: origin => elsewhere.has(origin),
    connect: origin => registerEndpoints({ connection, secrets, log, origin, clock }),
    async roll(door) {
      const rolled = await rollEndpoint({ connection, secrets, log, clock }, door)
      return rolled.ok ? ok(rolled.value) : refuse(rolled.problem)
    },
    eventsSince: (...asked) => eventsSince(needs, ...asked),
  }
}

const WITHIN_MS = 4_000

function accountOf(body: unknown): AccountSeen | undefined {
  const read = AccountShape.safeParse(body)
  if (!read.success) return undefined
  const { id, country, default_currency, charges_enabled, business_profile, settings } = read.data
  return {
    accountId: id,
    name: settings?.dashboard?.display_name || business_profile?.name || id,
    country,
    currency: default_currency ?? '',
    chargesEnabled: charges_enabled,
  }
}

const Page = z.object({ data: z.array(z.unknown()), has_more: z.boolean() })

/** Of all events thirty pages, which are 3,000: what is further back, the looks have long put right. A refund's failure nobody looks for. */
const MOST_PAGES = 30

/** https://docs.stripe.com/api/events/list: thirty days back, newest first. */
async function eventsSince(
  { connection, clock, mostPages = MOST_PAGES }: Needs,
  sinceMs: number,
  which: 'all' | 'money_back',
  turn?: () => Promise<void>,
): Promise<Seen<EventsSeen>> {
  const types = which === 'all' ? Object.values(DOORS).flatMap(door => door.events) : [...MONEY_BACK]
  const filter = types.map((type, i) => `types[${i}]=${type}`).join('&')
  const since = `created[gte]=${Math.floor(sinceMs / 1000)}`
  const pages = which === 'all' ? mostPages : Number.POSITIVE_INFINITY
  const found: VerifiedKnock[] = []
  const seenAll = (ms: number) => ({ ok: true, value: { knocks: found, sinceMs, isCut: false }, ms }) as const
  let after = ''
  let ms = 0
  for (let page = 0; page < pages; page++) {
    await turn?.()
    const path = `/v1/events?limit=100&${since}&${filter}${after}`
    const seen = seenOf(await connection.request({ method: 'GET', path }), body => Page.safeParse(body).data)
    if (!seen.ok) return seen
    ms += seen.ms
    const knocks = seen.value.data.flatMap(one => knockFrom(JSON.stringify(one), clock.now()) ?? [])
    found.push(...knocks)
    const last = knocks.at(-1)
    if (!seen.value.has_more || !last) return seenAll(ms)
    after = `&starting_after=${encodeURIComponent(last.eventId)}`
  }
  const furthest = found.at(-1)?.createdAt ?? sinceMs
  return { ok: true, value: { knocks: found, sinceMs: furthest, isCut: true }, ms }
}
