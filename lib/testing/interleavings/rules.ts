import { invariant } from '#lib/domain/result.ts'
import { isAlive } from '#lib/domain/tender.ts'
import type { BrokenRule, Save } from '#lib/ports/sale-store.ts'
import type { Books } from './state.ts'

/** What the database refuses, by its names, `version` (`where version = $2`) and the checks of single rows. A planted defect leaves some out. */
export type Rule = BrokenRule | 'version' | 'checks'

/** The first rule that the books would break. Those the port does not name would be thrown by the store; they are here too. */
export function brokenRule(
  before: Books,
  next: Books,
  change: Save,
  without: ReadonlySet<Rule>,
): BrokenRule | undefined {
  const { sale, write, takeLease, knock } = change
  const breaks: Record<BrokenRule, () => boolean> = {
    one_live_card_tender_per_sale: () => sale.tenders.filter(isAlive).length > 1,
    one_tender_one_row: () =>
      sale.tenders.some(({ id }) =>
        before.sales.some(row => row.sale.id !== sale.id && row.sale.tenders.some(other => other.id === id)),
      ),
    one_tender_per_intent: () => twice(intentsIn(next)),
    one_open_call_per_tender: () => write !== undefined && twice(open(next).map(call => call.tenderId)),
    one_open_call_per_reader: () =>
      write?.readerId !== undefined && twice(open(next).flatMap(call => call.readerId ?? [])),
    one_key_one_call: () => write !== undefined && twice(next.calls.map(call => call.key)),
    one_number_one_call: () =>
      write !== undefined &&
      twice(next.calls.map(({ tenderId, subject, step, n }) => `${subject ?? tenderId}:${step}:${n}`)),
    one_holder_per_reader: () => takeLease !== undefined && twice(next.leases.map(lease => lease.readerId)),
    nobody_pays_twice: () => sale.received.minor + sale.reserved.minor > sale.total.minor,
    one_event_once: () => knock !== undefined && before.inbox.includes(knock.eventId),
  }
  for (const [rule, isBroken] of entriesOf(breaks)) if (!without.has(rule) && isBroken()) return rule
  invariant(
    without.has('checks') || keepsTheRest(before, change),
    `${sale.id} breaks a rule of the database that no save may meet`,
  )
  return undefined
}

const entriesOf = (breaks: Record<BrokenRule, () => boolean>) =>
  // True because the record has exactly these keys.
  Object.entries(breaks) as [BrokenRule, () => boolean][]

const open = (books: Books) => books.calls.filter(call => call.outcome === undefined)

const twice = (names: readonly string[]): boolean => new Set(names).size < names.length

const intentsIn = (books: Books): readonly string[] =>
  books.sales.flatMap(row =>
    row.sale.tenders.flatMap(tender => (tender.kind === 'card' ? (tender.paymentIntent ?? []) : [])),
  )

/** paid_means_paid, void_means_nothing, on_reader_has_intent, and the trigger an_intent_is_for_life. */
function keepsTheRest(before: Books, { sale }: Save): boolean {
  const { status, received, total, reserved } = sale
  if (status === 'paid' && (received.minor !== total.minor || reserved.minor !== 0)) return false
  if (status === 'voided' && (received.minor !== 0 || reserved.minor !== 0)) return false
  const old = before.sales.find(row => row.sale.id === sale.id)?.sale.tenders ?? []
  return sale.tenders.every(tender => {
    if (tender.kind !== 'card') return true
    const placed = tender.state === 'ready' || tender.state === 'on_reader' || tender.state === 'held'
    const was = old.find(other => other.id === tender.id)
    const intent = was?.kind === 'card' ? was.paymentIntent : undefined
    return (!placed || tender.paymentIntent !== undefined) && (!intent || intent === tender.paymentIntent)
  })
}
