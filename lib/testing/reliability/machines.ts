import { decide } from '#lib/domain/decide-sale.ts'
import { nextStep, type ReaderSeen, type Surroundings } from '#lib/domain/payment-step.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { SaleCommand } from '#lib/domain/sale-commands.ts'
import { absorb, type IntentSeen, type SaleFact } from '#lib/domain/sale-facts.ts'
import { cardTender, saleOf, saleWith, tenderId, usd } from '#lib/domain/sale-samples.ts'
import type { CardState, CardTender, Wish } from '#lib/domain/tender.ts'
import { conclude } from '#lib/operations/payment/conclude.ts'
import { grid } from '../table.ts'

const AT = 3_000
const refundId = 'ref_00000000-0000-4000-8000-000000000001'
const staffId = 'staff_00000000-0000-4000-8000-000000000001'
const newTender = 'tender_00000000-0000-4000-8000-000000000002'
const refund = { id: refundId, amount: usd(400), by: staffId, at: AT, reason: 'duplicate' } as const

const intent = (status: IntentSeen['status'], received = status === 'succeeded' ? 1_000 : 0): IntentSeen => ({
  paymentIntent: 'pi_1',
  status,
  amount: usd(1_000),
  received: usd(received),
  tip: usd(0),
})

const after = (sale: Sale, ...facts: readonly SaleFact[]): Sale =>
  facts.reduce((now, fact) => absorb(now, fact).sale, sale)
const paid = (sale: Sale): Sale =>
  after(sale, { type: 'intent_seen', tenderId, intent: intent('succeeded'), at: AT })
const more = (sale: Sale): Sale => ({ ...sale, wantedTotal: usd(1_500), total: usd(1_500) })
const withRefund = (state: 'asked' | 'pending'): Sale => {
  const sale = paid(saleWith('on_reader'))
  const tenders = sale.tenders.map(one =>
    one.kind === 'card' ? { ...one, refunds: [{ ...refund, state }] } : one,
  )
  return { ...sale, tenders }
}

/** A sale of 10.00 in each of the shapes it can have. */
const SALES: Readonly<Record<string, Sale>> = {
  'open, no payment': saleOf(1_000),
  drafted: saleWith('drafted', { wish: 'charge' }),
  'drafted, to be stopped': saleWith('drafted', { wish: 'stop' }),
  ready: saleWith('ready', { attempt: 'declined' }),
  'ready, to be charged': saleWith('ready', { wish: 'charge' }),
  'ready, to be stopped': saleWith('ready', { wish: 'stop' }),
  'on the reader': saleWith('on_reader', { wish: 'charge', attempt: 'waiting' }),
  'on the reader, card read': saleWith('on_reader', { attempt: 'collected', twoSteps: true }),
  'on the reader, yes said': saleWith('on_reader', { wish: 'confirm', attempt: 'collected', twoSteps: true }),
  'on the reader, to be taken off': saleWith('on_reader', { wish: 'take_off', attempt: 'waiting' }),
  'on the reader, to be stopped': saleWith('on_reader', { wish: 'stop', attempt: 'waiting' }),
  held: saleWith('held', { holds: true }),
  'held, to be taken': saleWith('held', { holds: true, wish: 'capture' }),
  'held, to be stopped': saleWith('held', { holds: true, wish: 'stop' }),
  cancelled: saleWith('canceled'),
  'card paid, 5.00 to go': paid(more(saleWith('on_reader'))),
  paid: paid(saleWith('on_reader')),
  'paid, a refund asked for': withRefund('asked'),
  'paid, a refund pending': withRefund('pending'),
  'given up': { ...saleWith('canceled'), status: 'voided' },
}

const toPay = (sale: Sale) => usd(sale.wantedTotal.minor - sale.received.minor)
const COMMANDS: Readonly<Record<SaleCommand['type'], (sale: Sale) => SaleCommand>> = {
  edit: () => ({
    type: 'edit',
    edits: [{ type: 'remove', lineId: 'line_x' }],
    goods: () => undefined,
    at: AT,
  }),
  charge: sale => ({
    type: 'charge',
    tenderId: newTender,
    press: 'press-2',
    readerId: 'tmr_1',
    shown: toPay(sale),
    at: AT,
  }),
  cash: sale => ({ type: 'cash', tenderId: newTender, handed: usd(2_000), shown: toPay(sale), at: AT }),
  stop: () => ({ type: 'stop', at: AT }),
  take_off: () => ({ type: 'take_off', at: AT }),
  confirm: () => ({ type: 'confirm', at: AT }),
  capture: () => ({ type: 'capture', at: AT }),
  refund: () => ({
    type: 'refund',
    refundId: 'ref_00000000-0000-4000-8000-000000000002',
    tenderId,
    amount: usd(100),
    reason: 'duplicate',
    by: staffId,
    at: AT,
  }),
  void: () => ({ type: 'void' }),
}

const seen = (status: IntentSeen['status']): SaleFact => ({
  type: 'intent_seen',
  tenderId,
  intent: intent(status),
  at: AT,
})
const over = (how: CardTender['attempt']): SaleFact => ({ type: 'attempt_over', tenderId, how, at: AT })
const refundFact = (status: 'succeeded' | 'failed'): SaleFact => ({
  type: 'refunds_seen',
  tenderId,
  refunds: [{ stripeRefund: 're_1', refundId, amount: usd(400), status }],
  at: AT,
})
const FACTS: Readonly<Record<string, SaleFact>> = {
  'intent created': { type: 'intent_created', tenderId, intent: intent('requires_payment_method'), at: AT },
  'never created': { type: 'never_created', tenderId, at: AT },
  'seen: unpaid': seen('requires_payment_method'),
  'seen: card read': seen('requires_confirmation'),
  'seen: processing': seen('processing'),
  'seen: held': seen('requires_capture'),
  'seen: paid': seen('succeeded'),
  'seen: cancelled': seen('canceled'),
  'seen: lapsed': {
    type: 'intent_seen',
    tenderId,
    intent: { ...intent('canceled'), captureBefore: AT, canceledAt: AT },
    at: AT,
  },
  'seen: a new word': seen('unknown'),
  'attempt over: declined': over('declined'),
  'attempt over: lost': over('reader_lost'),
  'refund seen: made': refundFact('succeeded'),
  'refund seen: failed': refundFact('failed'),
  'refund refused': {
    type: 'refund_refused',
    tenderId,
    refundId,
    problem: 'charge_already_refunded',
    at: AT,
  },
  'refunded elsewhere': {
    type: 'refunds_seen',
    tenderId,
    refunds: [{ stripeRefund: 're_2', amount: usd(500), status: 'succeeded' }],
    allOf: { ...intent('succeeded'), refunded: usd(500) },
    at: AT,
  },
}

function shape(sale: Sale): string {
  const card = sale.tenders.find(one => one.kind === 'card')
  const second = sale.tenders.length > 1 ? ' + a second' : ''
  const state = card
    ? `${card.state}${card.wish === 'none' ? '' : `/${card.wish}`}${second}`
    : sale.tenders.length
      ? 'cash'
      : '–'
  return sale.status === 'open' ? state : `**${sale.status}**, ${state}`
}

export const commandTable = (): string =>
  grid('state \\ wish', SALES, COMMANDS, (sale, command) => {
    const decided = decide(sale, command(sale))
    if (!decided.ok) return `no: ${decided.refusal.kind}`
    return decided.value === sale ? 'as it is' : shape(decided.value)
  })

export const factTable = (): string =>
  grid('state \\ fact', SALES, FACTS, (sale, fact) => {
    const { sale: now, surprises } = absorb(sale, fact)
    const told = surprises.map(one => ` **!${one.kind}**`).join('')
    return `${now === sale ? '·' : shape(now)}${told}`
  })

/** Facts and wishes the tables have a column for: a new one must have one too, or the test says so. */
export const COMMAND_TYPES: readonly string[] = Object.keys(COMMANDS)
export const FACT_TYPES: ReadonlySet<string> = new Set(Object.values(FACTS).map(fact => fact.type))

const STATES: readonly CardState[] = ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled']
const WISHES: readonly Wish[] = ['none', 'charge', 'confirm', 'capture', 'take_off', 'stop']
const lease = { readerId: 'tmr_1', doubtful: false }
const calm: Surroundings = { openCall: false, leases: [], lookDue: false, createWritten: true }
const AROUND: Readonly<Record<string, Surroundings>> = {
  'nothing open': calm,
  'nothing was ever asked': { ...calm, createWritten: false },
  'holds a reader': { ...calm, leases: [lease] },
  'look due': { ...calm, lookDue: true },
  'look due, holds a reader': { ...calm, lookDue: true, leases: [lease] },
  'a call unanswered': { ...calm, openCall: true, lookDue: true, leases: [lease] },
}

export function stepTable(): string {
  const tenders = Object.fromEntries(
    STATES.flatMap(state => WISHES.map(wish => [`${state}, ${wish}`, cardTender(state, { wish })] as const)),
  )
  return grid('tender \\ around it', tenders, AROUND, (tender, around) =>
    Object.values(nextStep(tender, around)).join(' '),
  )
}

const ours = (status: 'in_progress' | 'succeeded' | 'failed', failureCode?: string): ReaderSeen => ({
  reachable: true,
  action: {
    type: 'process_payment_intent',
    status,
    paymentIntent: 'pi_1',
    ...(failureCode ? { failureCode } : {}),
  },
})
const READERS: Readonly<Record<string, ReaderSeen>> = {
  'ours, in progress': ours('in_progress'),
  'ours, succeeded': ours('succeeded'),
  'ours, failed: declined': ours('failed', 'card_declined'),
  'ours, failed: connection_error': ours('failed', 'connection_error'),
  'ours, failed: customer_canceled': ours('failed', 'customer_canceled'),
  'another’s payment': {
    reachable: true,
    action: { type: 'process_payment_intent', status: 'in_progress', paymentIntent: 'pi_2' },
  },
  idle: { reachable: true },
  'not reachable': { reachable: false },
}
const INTENTS = [
  'requires_payment_method',
  'requires_confirmation',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
  'unknown',
] as const

/** A lease's states: free, this tender's, this tender's in doubt. It changes by what a look has proved, and by nothing else. */
export function leaseTable(doubtful: boolean, wish: Wish): string {
  const statuses = Object.fromEntries(INTENTS.map(status => [status, status]))
  return grid('reader \\ intent', READERS, statuses, (reader, status) => {
    const sale = saleWith('on_reader', { wish, attempt: 'waiting' })
    const [tender] = sale.tenders
    if (tender?.kind !== 'card') return ''
    const held = { readerId: 'tmr_1', since: 1, doubtful, holder: { kind: 'tender', tenderId } } as const
    const standing = { sale, tender, version: 1, openCalls: [], numbers: {}, leases: [held], looks: [] }
    const looked = { readers: new Map([['tmr_1', reader]]), intent: intent(status), refunds: [] }
    const {
      sale: now,
      free,
      next,
    } = conclude(standing, looked, AT, { watchAfterMs: 2_000, reconcileEveryMs: 1_000 })
    const card = now.tenders.find(one => one.kind === 'card')
    const mood =
      card?.kind === 'card' && card.state !== 'paid' ? `${card.state}: ${card.attempt}` : (card?.state ?? '')
    const does = next.do === 'clear' ? ', clears it' : next.do === 'cancel' ? ', cancels the intent' : ''
    return `${mood}; ${free.length > 0 ? '**free**' : 'kept'}${does}`
  })
}
