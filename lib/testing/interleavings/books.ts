import type { Loaded, LookPlan, Save, Saved } from '#lib/ports/sale-store.ts'
import { brokenRule, type Rule } from './rules.ts'
import type { Books, CallRow, PlanRow, SaleRow } from './state.ts'
import { replaced } from './state.ts'

/** A statement's effect and its answer. Every one here is atomic, as each of the store's is one SQL statement. */
export type Done<T> = { readonly books: Books; readonly value: T }

/** How the books are kept: the rules left out for a planted defect, and whether plans keep their exact times. */
export type Keeping = { readonly without: ReadonlySet<Rule>; readonly exactTimes: boolean }

export const emptyBooks: Books = { sales: [], plans: [], calls: [], leases: [], inbox: [], surprises: [] }

export const rowOf = (books: Books, saleId: string): SaleRow | undefined =>
  books.sales.find(row => row.sale.id === saleId)

const loads = new WeakMap<Books, Map<SaleRow, Loaded>>()

/** What one load brings, like `LOADED` of the store. From the same books it is the same object. */
export function loadedFrom(books: Books, row: SaleRow | undefined): Loaded | undefined {
  if (!row) return undefined
  const known = loads.get(books) ?? new Map<SaleRow, Loaded>()
  loads.set(books, known)
  const loaded = known.get(row) ?? loadedBy(books, row)
  known.set(row, loaded)
  return loaded
}

function loadedBy(books: Books, row: SaleRow): Loaded {
  const { sale, version } = row
  const mine = new Set(sale.tenders.map(tender => tender.id))
  const calls = books.calls.filter(call => call.saleId === sale.id)
  const numbers: Record<string, number> = {}
  for (const { tenderId, subject: refundId, step, n } of calls) {
    const subject = `${refundId ?? tenderId}:${step}`
    numbers[subject] = Math.max(numbers[subject] ?? 0, n)
  }
  return {
    sale,
    version,
    openCalls: calls.filter(call => call.outcome === undefined),
    numbers,
    leases: books.leases.filter(({ holder }) => holder.kind === 'tender' && mine.has(holder.tenderId)),
    looks: books.plans.filter(plan => plan.saleId === sale.id).map(({ saleId: _, ...plan }) => plan),
  }
}

/** The one statement of a save: nothing at all when the version has moved or a rule breaks. */
export function save(books: Books, change: Save, now: number, keeping: Keeping): Done<Saved> {
  const before = rowOf(books, change.sale.id)
  const blind = keeping.without.has('version') && before !== undefined
  const fits = change.expected === 'new' ? before === undefined : blind || before?.version === change.expected
  if (!fits) return { books, value: { ok: false, because: 'stale' } }
  const version = (before?.version ?? 0) + 1
  const row = { sale: { ...change.sale, number: before?.sale.number ?? books.sales.length + 1 }, version }
  const next = written(books, change, row, now, keeping)
  const because = brokenRule(books, next, change, keeping.without)
  if (because) return { books, value: { ok: false, because } }
  return { books: next, value: { ok: true, version, number: row.sale.number } }
}

function written(books: Books, change: Save, row: SaleRow, now: number, keeping: Keeping): Books {
  const known = rowOf(books, row.sale.id) !== undefined
  return {
    sales: known
      ? replaced(
          books.sales,
          other => other.sale.id === row.sale.id,
          () => row,
        )
      : [...books.sales, row],
    plans: plansAfter(books, change, now, keeping),
    calls: callsAfter(books, change),
    leases: leasesAfter(books, change),
    inbox: change.knock ? [...books.inbox, change.knock.eventId] : books.inbox,
    surprises: [...new Set([...books.surprises, ...(change.surprises ?? []).map(one => one.kind)])].sort(),
  }
}

function callsAfter(books: Books, { answer, write, sale }: Save): readonly CallRow[] {
  const calls = answer
    ? replaced(
        books.calls,
        call => call.id === answer.callId && call.saleId === sale.id && call.outcome === undefined,
        call => ({ ...call, outcome: answer.outcome }),
      )
    : books.calls
  return write ? [...calls, write] : calls
}

function leasesAfter(books: Books, { sale, freeLeases = [], doubtLease, takeLease }: Save): Books['leases'] {
  const mine = new Set<string>(sale.tenders.map(tender => tender.id))
  const holderOf = (lease: Books['leases'][number]) =>
    lease.holder.kind === 'tender' ? lease.holder.tenderId : undefined
  const kept = books.leases
    .filter(
      lease =>
        !freeLeases.some(free => free.readerId === lease.readerId && free.tenderId === holderOf(lease)),
    )
    .map(lease =>
      lease.readerId === doubtLease && mine.has(holderOf(lease) ?? '') ? { ...lease, doubtful: true } : lease,
    )
  if (!takeLease) return kept
  const there = kept.some(
    lease => lease.readerId === takeLease.readerId && holderOf(lease) === takeLease.holder.tenderId,
  )
  return there ? kept : [...kept, takeLease]
}

function plansAfter(books: Books, change: Save, now: number, keeping: Keeping): readonly PlanRow[] {
  const cards = change.sale.tenders.filter(tender => tender.kind === 'card')
  const added = cards
    .filter(tender => !books.plans.some(plan => plan.tenderId === tender.id))
    .map(({ id: tenderId }) => ({ ...blank, tenderId, saleId: change.sale.id }))
  const rows = [...books.plans, ...added]
  return (change.looks ?? []).reduce<readonly PlanRow[]>(
    (all, plan) => plannedIn(all, plan, now, keeping),
    rows,
  )
}

const blank = { lookDue: false, nextLookAt: null, looks: 0, knocks: 0 }

/** As the store's `plan`: what is not named stays; a knock or a save since the load keeps *look due* and the earlier time. */
export function plannedIn(
  plans: readonly PlanRow[],
  plan: LookPlan,
  now: number,
  keeping: Keeping,
  moved = false,
): readonly PlanRow[] {
  return replaced(
    plans,
    row => row.tenderId === plan.tenderId,
    row => {
      const knocked = moved || (plan.knocks !== undefined && row.knocks > plan.knocks)
      const lookDue = plan.lookDue === false && knocked ? row.lookDue : (plan.lookDue ?? row.lookDue)
      const at = plan.nextLookAt === undefined ? row.nextLookAt : plan.nextLookAt
      const nextLookAt =
        knocked && plan.nextLookAt !== undefined ? least(row.nextLookAt, plan.nextLookAt) : at
      return rounded({ ...row, lookDue, nextLookAt, looks: plan.looks ?? row.looks }, now, keeping)
    },
  )
}

/** SQL's `least` ignores nulls. */
const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

/**
 * While the explorer decides when something is due, only three times differ: never, now, later. And how often a look was in vain
 * only lengthens the next wait. Without this every look in vain would be a state of its own.
 */
function rounded(row: PlanRow, now: number, { exactTimes }: Keeping): PlanRow {
  if (exactTimes) return row
  const { nextLookAt } = row
  return {
    ...row,
    looks: Math.min(row.looks, 1),
    nextLookAt: nextLookAt === null ? null : nextLookAt <= now ? now : now + 60_000,
  }
}
