import type { DoorAnswer, StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import { invariant } from '#lib/domain/result.ts'
import { type AddressFacts, mismatches } from '#lib/domain/wiring.ts'
import type { KnockTally } from '#lib/ports/knocks.ts'
import type { Shop } from '#lib/ports/shops.ts'
import type { AccountSeen, EndpointSeen, Probe } from '#lib/ports/wiring.ts'
import type { World } from '#lib/ports/world.ts'

const DAY_MS = 24 * 3_600_000

type Reading = Pick<World, 'shops' | 'wiring' | 'knocks' | 'clock'>
type Told = {
  readonly mode: StripeSettingsAnswer['mode']
  readonly fromEnvironment: number
}

/** The line to Stripe, asked at Stripe itself each time. What Stripe does not say is missing, and nothing waits for it longer than seconds. */
export async function stripeSettings(world: Reading, told: Told): Promise<StripeSettingsAnswer> {
  const { wiring, shops, clock } = world
  const [shop, account, probes, listed, readers, webhooks] = await Promise.all([
    shops.shop(),
    wiring.account(),
    wiring.probes(),
    wiring.endpoints(),
    shops.readerModels(),
    deliveries(world),
  ])
  invariant(shop, 'settings without a shop')
  const { key, version } = wiring
  const skewMs = wiring.skewMs()
  const endpoints = listed.ok ? listed.value : undefined
  const seen = account.ok ? account.value : undefined
  return {
    mode: told.mode,
    elsewhere: wiring.elsewhere ?? null,
    key,
    version,
    account: seen ? accountAnswer(seen) : null,
    skewMs: skewMs ?? null,
    mismatches: mismatches({
      ...{ mode: told.mode, key, elsewhere: wiring.elsewhere !== undefined && told.mode !== 'simulator' },
      keyTaken: account.ok ? true : account.problem.status === 401 ? false : undefined,
      account: seen,
      ...factsOf(shop, endpoints, probes),
      readerModels: readers,
      address: addressOf(world, shop),
      pinned: version.pinned,
      packageSpeaks: version.packageSpeaks,
      skewMs,
    }),
    permissions: probes,
    webhooks: {
      publicUrl: shop.publicUrl,
      fromEnvironment: told.fromEnvironment,
      known: listed.ok,
      doors: (['terminal', 'payments'] as const).map(door => doorAnswer(door, endpoints, webhooks)),
      lag: webhooks.lag ?? null,
    },
    now: clock.now(),
  }
}

/** As this server found it when it last asked there. */
export const addressOf = (
  { wiring }: Pick<World, 'wiring'>,
  shop: Pick<Shop, 'publicUrl'> | undefined,
): AddressFacts | undefined =>
  shop?.publicUrl ? { url: shop.publicUrl, leadsElsewhere: wiring.leadsElsewhere(shop.publicUrl) } : undefined

const accountAnswer = ({ accountId, ...account }: AccountSeen): StripeSettingsAnswer['account'] => ({
  id: accountId,
  ...account,
})

const factsOf = (shop: Shop, endpoints: readonly EndpointSeen[] | undefined, probes: readonly Probe[]) => ({
  shop: { country: shop.country, currency: shop.currency },
  endpoints: endpoints?.filter(one => one.door !== null),
  lacks: probes.flatMap(probe => (probe.may === 'no' && probe.lacks ? [probe.lacks] : [])),
})

type Deliveries = {
  readonly tallies: readonly KnockTally[]
  readonly last: Awaited<ReturnType<World['knocks']['lastBrought']>>
  readonly lag: Awaited<ReturnType<World['knocks']['lag']>>
}

async function deliveries({ knocks, clock }: Reading): Promise<Deliveries> {
  const since = clock.now() - DAY_MS
  const [tallies, last, lag] = await Promise.all([
    knocks.since(since),
    knocks.lastBrought(),
    knocks.lag(since),
  ])
  return { tallies, last, lag }
}

function doorAnswer(
  door: DoorAnswer['door'],
  endpoints: readonly EndpointSeen[] = [],
  { tallies, last }: Deliveries,
): DoorAnswer {
  const found = endpoints.find(one => one.door === door)
  const here = tallies.filter(tally => tally.door === door)
  const count = (...endings: readonly KnockTally['ending'][]) =>
    here.reduce((sum, tally) => (endings.includes(tally.ending) ? sum + tally.count : sum), 0)
  const heard = here.filter(({ ending }) => ending === 'taken' || ending === 'nothing')
  const lastAt = Math.max(last[door] ?? 0, ...heard.map(tally => tally.lastAt))
  return {
    door,
    endpoint: found
      ? { id: found.endpointId, url: found.url, status: found.status, version: found.apiVersion }
      : null,
    lastAt: lastAt > 0 ? lastAt : null,
    taken: count('taken', 'nothing'),
    turnedAway: count('wrong_signature', 'too_old', 'unreadable'),
    broken: count('broken'),
  }
}
