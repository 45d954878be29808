import type { TenderId } from '#lib/domain/ids.ts'
import { nextStep, type Surroundings } from '#lib/domain/payment-step.ts'
import type { CardTender } from '#lib/domain/tender.ts'
import type { Call, JournalEntry, Loaded, LookPlan, Save } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { deedsOf } from './deeds.ts'

/** What the engine touches of the World. */
export type EngineWorld = Pick<
  World,
  'sales' | 'payments' | 'clock' | 'ids' | 'log' | 'pace' | 'serverId' | 'audit'
>

/** One card tender with all that one load brings about it. */
export type Standing = Loaded & { readonly tender: CardTender }

/** How a step of the engine ended: go on from here, read the row again, or let it rest. */
export type After = Standing | 'again' | 'rest'

export type Change = Omit<Save, 'expected' | 'sale'> & { readonly sale?: Save['sale'] }

export function standingOf(loaded: Loaded | undefined, tenderId: TenderId): Standing | undefined {
  const tender = loaded?.sale.tenders.find(other => other.id === tenderId)
  return loaded && tender?.kind === 'card' ? { ...loaded, tender } : undefined
}

export const openCallOf = (standing: Standing): Call | undefined =>
  standing.openCalls.find(call => call.tenderId === standing.tender.id)

export const leasesOf = (standing: Standing) =>
  standing.leases.filter(
    lease => lease.holder.kind === 'tender' && lease.holder.tenderId === standing.tender.id,
  )

export const planOf = (standing: Standing) =>
  standing.looks.find(plan => plan.tenderId === standing.tender.id)

/** Looks that Stripe has answered since something last happened. */
export const looksOf = (standing: Standing): number => Math.max(planOf(standing)?.looks ?? 0, 0)

/** Looks in a row that Stripe has not answered. They are counted below zero, so an answer begins again at the front. */
export const unansweredOf = (standing: Standing): number => Math.max(-(planOf(standing)?.looks ?? 0), 0)

export function surroundingsOf(standing: Standing): Surroundings {
  return {
    openCall: openCallOf(standing) !== undefined,
    leases: leasesOf(standing),
    lookDue: planOf(standing)?.lookDue ?? false,
    createWritten: numberOf(standing, 'create') > 0,
  }
}

/** How many calls of this step were written for the tender so far. The rows are the counter. */
export const numberOf = (
  standing: Standing,
  step: Call['step'],
  subject: string = standing.tender.id,
): number => standing.numbers[`${subject}:${step}`] ?? 0

/**
 * Saves by version and returns the standing as it is now, without reading it again. Undefined when the row has moved
 * meanwhile: the caller reads again and decides again. A broken rule is handed to `onRule`, or read again as well.
 */
export async function saved(
  world: EngineWorld,
  standing: Standing,
  change: Change,
): Promise<{ readonly standing?: Standing; readonly broken?: string }> {
  const sale = change.sale ?? standing.sale
  const planned = { ...change, ...looksWith(standing, change) }
  const looks = planned.looks?.map(plan => counted(standing, plan))
  const deeds = deedsOf(standing.tender, sale, world.clock.now())
  const result = await world.sales.save({
    ...planned,
    ...(looks ? { looks } : {}),
    ...(deeds.length > 0 ? { journal: [...(change.journal ?? []), ...deeds] } : {}),
    sale,
    expected: standing.version,
  })
  if (!result.ok) return result.because === 'stale' ? {} : { broken: result.because }
  const next = standingAfter(standing, { ...planned, sale }, result.version)
  return next ? { standing: next } : {}
}

/** The standing as it is once this change has been saved at that version. */
export const standingAfter = (
  standing: Standing,
  change: Change,
  version: number = standing.version,
): Standing | undefined =>
  standingOf(
    loadedAfter({ ...standing, sale: change.sale ?? standing.sale, version }, change),
    standing.tender.id,
  )

/** A tender that has ended and has nothing left to do goes off the list in the commit that leaves it so. */
function looksWith(standing: Standing, change: Change): Pick<Change, 'looks'> {
  const next = standingAfter(standing, change)
  const { state } = next?.tender ?? {}
  if (!next || (state !== 'paid' && state !== 'canceled')) return {}
  if (nextStep(next.tender, surroundingsOf(next)).do !== 'rest') return {}
  const { id: tenderId } = standing.tender
  const others = (change.looks ?? []).filter(plan => plan.tenderId !== tenderId)
  const mine = (change.looks ?? []).find(plan => plan.tenderId === tenderId)
  return { looks: [...others, { ...mine, tenderId, lookDue: false, nextLookAt: null }] }
}

/** Plans the next look without raising a version. `told` goes into the diary with it. */
export const planned = (
  world: EngineWorld,
  standing: Standing,
  plan: Omit<LookPlan, 'tenderId'>,
  told?: JournalEntry,
): Promise<void> =>
  world.sales.plan(counted(standing, { ...plan, tenderId: standing.tender.id }), standing.version, told)

/** A knock that came while we were looking is not wiped out by what we saw before it. */
function counted(standing: Standing, plan: LookPlan): LookPlan {
  const knocks = standing.looks.find(other => other.tenderId === plan.tenderId)?.knocks
  return knocks === undefined ? plan : { ...plan, knocks }
}

/** What a load would bring once this change has been saved. */
export function loadedAfter(loaded: Loaded, change: Change): Loaded {
  const { write, answer, takeLease, doubtLease, freeLeases, looks } = change
  const open = loaded.openCalls.filter(call => call.id !== answer?.callId)
  const kept = loaded.leases.filter(lease => !freeLeases?.some(freed => freed.readerId === lease.readerId))
  const others = kept.filter(lease => lease.readerId !== takeLease?.readerId)
  const leases = takeLease ? [...others, takeLease] : kept
  return {
    ...loaded,
    openCalls: write ? [...open, write] : open,
    numbers: write
      ? { ...loaded.numbers, [`${write.subject ?? write.tenderId}:${write.step}`]: write.n }
      : loaded.numbers,
    leases: leases.map(lease => (lease.readerId === doubtLease ? { ...lease, doubtful: true } : lease)),
    looks: (looks ?? []).reduce(withPlan, loaded.looks),
  }
}

function withPlan(plans: Loaded['looks'], plan: LookPlan): Loaded['looks'] {
  const before = plans.find(other => other.tenderId === plan.tenderId)
  const set = Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined))
  const blank = { tenderId: plan.tenderId, lookDue: false, nextLookAt: null, looks: 0, knocks: 0 }
  return [...plans.filter(other => other.tenderId !== plan.tenderId), { ...blank, ...before, ...set }]
}
