import type { TenderId } from '#lib/domain/ids.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { JournalEntry, LookPlan } from '#lib/ports/sale-store.ts'
import type { Conclusion, Looked } from './conclude.ts'
import { retryMs } from './pace.ts'
import { type After, type EngineWorld, looksOf, numberOf, planned, type Standing, saved } from './standing.ts'

/** The clear that a look asked for, for the loop to carry out under the tender's lease. */
export type Clear = { readonly clear: string; readonly standing: Standing }
/** The same for an intent whose card was read and must not be charged. */
export type Release = { readonly release: true; readonly standing: Standing }

/** Saves what a look proved, by version. A look that proves nothing new raises no version: only its next time is planned. */
export async function settle(
  world: EngineWorld,
  standing: Standing,
  conclusion: Conclusion,
  looked: Looked,
): Promise<After | Clear | Release> {
  const { sale, surprises, free, next } = conclusion
  const now = world.clock.now()
  const plan = planFor(standing, next, now)
  const changed = sale !== standing.sale || free.length > 0
  const tenderId = standing.tender.id
  const entry = {
    kind: 'look',
    tenderId,
    at: now,
    data: { ...wordsOf(looked), ...attemptIn(sale, tenderId) },
  } as const
  // A payment that is left for hours is looked at for hours; its diary tells the beginning of that.
  if (!changed) await planned(world, standing, plan, looksOf(standing) < MOST_TOLD ? entry : undefined)
  const result = changed
    ? await saved(world, standing, {
        sale,
        surprises: surprises.map(one => ({ ...one, at: now })),
        freeLeases: free.map(readerId => ({ readerId, tenderId })),
        looks: [plan],
        journal: [entry, ...ruledIn(standing, sale, now)],
      })
    : { standing: withPlanned(standing, plan) }
  if (!result.standing) return 'again'
  if (next.do === 'clear') return { clear: next.readerId, standing: result.standing }
  if (next.do === 'cancel') return { release: true, standing: result.standing }
  return next.do === 'wait' ? 'rest' : result.standing
}

const MOST_TOLD = 30

/** A step that Stripe has denied before is not asked for again at once. */
const againMs = (standing: Standing): number =>
  retryMs(Math.max(numberOf(standing, 'cancel'), numberOf(standing, 'capture')) - 1)

function planFor(standing: Standing, next: Conclusion['next'], now: number): LookPlan {
  const tenderId = standing.tender.id
  if (next.do === 'wait') {
    const nextLookAt = next.ms === null ? null : now + next.ms
    return { tenderId, lookDue: false, looks: looksOf(standing) + 1, nextLookAt }
  }
  if (next.do === 'look_again') return { tenderId, lookDue: true, looks: 0, nextLookAt: now }
  return { tenderId, lookDue: false, looks: 0, nextLookAt: now + againMs(standing) }
}

function withPlanned(standing: Standing, plan: LookPlan): Standing {
  const { tenderId } = plan
  const before = standing.looks.find(other => other.tenderId === tenderId)
  const others = standing.looks.filter(other => other.tenderId !== tenderId)
  const now = {
    ...before,
    tenderId,
    lookDue: false,
    looks: plan.looks ?? 0,
    nextLookAt: plan.nextLookAt ?? null,
  }
  return { ...standing, looks: [...others, now] }
}

/** The shop's rule said yes to a card that nobody has to be asked about. */
function ruledIn({ tender: before }: Standing, sale: Sale, at: number): readonly JournalEntry[] {
  const tender = sale.tenders.find(one => one.id === before.id)
  if (tender?.kind !== 'card' || tender.wish !== 'confirm' || before.wish === 'confirm') return []
  return [{ kind: 'decision', tenderId: tender.id, at, data: { ruled: tender.asks?.about } }]
}

/** How the attempt stands after the look, and Stripe's code of a no: a reader's history is told from it. */
function attemptIn(sale: Sale, tenderId: TenderId): Record<string, unknown> {
  const tender = sale.tenders.find(one => one.id === tenderId)
  if (tender?.kind !== 'card') return {}
  const { attempt, lastDecline, problem } = tender
  const code = attempt === 'declined' ? (lastDecline?.declineCode ?? lastDecline?.code) : problem
  return { attempt, ...(code ? { code } : {}) }
}

function wordsOf({ readers, intent, refunds, asked }: Looked): Record<string, unknown> {
  const shown = [...readers].map(([reader, seen]) => [
    reader,
    seen.action ? `${seen.action.type} ${seen.action.status}` : 'idle',
  ])
  return {
    readers: Object.fromEntries(shown),
    intent: intent.status,
    received: intent.received.minor,
    refunds: refunds.length,
    asked,
  }
}
