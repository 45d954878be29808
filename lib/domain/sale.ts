import { applyEdit, type Edit, type Goods, type Line, type PricingRule, totalOf } from './cart.ts'
import { factsOf, largestCharge } from './currencies.ts'
import type { LineId, ProductId, RefundId, RegisterId, SaleId, StaffId, TenderId } from './ids.ts'
import { larger, type Money, minus, plus, sameMoney, sum, zero } from './money.ts'
import { impossible, ok, type Result, refuse } from './result.ts'
import {
  type CardTender,
  changeFor,
  isAlive,
  leftToRefund,
  type RefundReason,
  refundAsked,
  reservedBy,
  type Tender,
} from './tender.ts'

export type Sale = {
  readonly id: SaleId
  /** Counts up per shop; printed on the receipt. */
  readonly number: number
  readonly registerId: RegisterId
  readonly openedBy: StaffId
  readonly openedAt: number
  readonly paidAt?: number
  readonly rule: PricingRule
  readonly status: 'open' | 'paid' | 'voided'
  readonly lines: readonly Line[]
  /** What the lines cost, tax included. This is what the screen shows and Charge compares with. */
  readonly wantedTotal: Money
  readonly tax: Money
  /** What the database binds: never below what is received and reserved. */
  readonly total: Money
  readonly received: Money
  readonly reserved: Money
  readonly tips: Money
  readonly excess: Money
  readonly tenders: readonly Tender[]
}

export type SaleCommand =
  | {
      readonly type: 'edit'
      readonly edits: readonly Edit[]
      readonly goods: (id: ProductId) => Goods | undefined
    }
  | {
      readonly type: 'charge'
      readonly tenderId: TenderId
      readonly press: string
      readonly readerId: string
      readonly shown: Money
      /** Hold the money until somebody captures it; read the card first and ask before charging it. */
      readonly holds?: boolean
      readonly twoSteps?: boolean
      readonly at: number
    }
  | {
      readonly type: 'cash'
      readonly tenderId: TenderId
      readonly handed: Money
      readonly shown: Money
      readonly at: number
    }
  | { readonly type: 'stop'; readonly at: number }
  | { readonly type: 'take_off'; readonly at: number }
  | { readonly type: 'confirm'; readonly at: number }
  | { readonly type: 'capture'; readonly at: number }
  | {
      readonly type: 'refund'
      readonly refundId: RefundId
      readonly tenderId: TenderId
      readonly amount: Money
      readonly reason: RefundReason
      readonly by: StaffId
      readonly at: number
    }
  | { readonly type: 'void' }

export type SaleRefusal =
  | { readonly kind: 'sale_not_open'; readonly status: Sale['status'] }
  | { readonly kind: 'payment_waiting' }
  | { readonly kind: 'nothing_to_charge' }
  | { readonly kind: 'total_changed'; readonly shown: Money; readonly now: Money }
  | { readonly kind: 'amount_too_small'; readonly smallest: Money }
  | { readonly kind: 'amount_too_large' }
  | { readonly kind: 'handed_too_little'; readonly missing: Money }
  | { readonly kind: 'no_card_payment' }
  | { readonly kind: 'money_received' }
  | { readonly kind: 'nothing_collected' }
  | { readonly kind: 'too_late_to_confirm' }
  | { readonly kind: 'nothing_held' }
  | { readonly kind: 'not_refundable' }
  | { readonly kind: 'refund_too_large'; readonly left: Money }
  | { readonly kind: 'refund_on_reader' }

export type Decided = Result<Sale, SaleRefusal> & { readonly unknown?: readonly LineId[] }

export function newSale(
  start: Pick<Sale, 'id' | 'number' | 'registerId' | 'openedBy' | 'openedAt' | 'rule'>,
): Sale {
  const none = zero(start.rule.currency)
  const money = {
    wantedTotal: none,
    tax: none,
    total: none,
    received: none,
    reserved: none,
    tips: none,
    excess: none,
  }
  return { ...start, ...money, status: 'open', lines: [], tenders: [] }
}

/** The one card tender that is alive, if there is one. The database allows no second. */
export const liveCard = (sale: Sale): CardTender | undefined => sale.tenders.find(isAlive)

/** What is still to be paid of what the lines cost. */
export const toPay = (sale: Sale): Money => minus(sale.wantedTotal, sale.received)

/** A wish. It may be refused, and the same function greys the button. */
export function decide(sale: Sale, command: SaleCommand): Decided {
  if (isRepeated(sale, command)) return ok(sale)
  if (command.type === 'refund') return refund(sale, command)
  if (sale.status !== 'open') return refuse({ kind: 'sale_not_open', status: sale.status })
  switch (command.type) {
    case 'edit':
      return edit(sale, command.edits, command.goods)
    case 'charge':
      return charge(sale, command)
    case 'cash':
      return cash(sale, command)
    case 'stop':
    case 'take_off':
      return wish(sale, command.type, command.at)
    case 'confirm':
      return confirm(sale, command.at)
    case 'capture':
      return capture(sale, command.at)
    case 'void':
      if (liveCard(sale)) return refuse({ kind: 'payment_waiting' })
      if (sale.received.minor > 0) return refuse({ kind: 'money_received' })
      return ok({ ...sale, status: 'voided' })
    default:
      return impossible(command)
  }
}

/** The same press, delivered twice, is one press: its tender (or its second try) is already there. */
function isRepeated(sale: Sale, command: SaleCommand): boolean {
  if (command.type === 'cash') return sale.tenders.some(tender => tender.id === command.tenderId)
  if (command.type === 'refund') return sale.tenders.some(tender => hasRefund(tender, command.refundId))
  if (command.type !== 'charge') return false
  return sale.tenders.some(tender => tender.kind === 'card' && tender.presses.includes(command.press))
}

const hasRefund = (tender: Tender, id: RefundId): boolean =>
  tender.kind === 'card' && (tender.refunds?.some(one => one.id === id) ?? false)

function edit(sale: Sale, edits: readonly Edit[], goods: (id: ProductId) => Goods | undefined): Decided {
  const live = liveCard(sale)
  if (live && (live.state !== 'ready' || live.wish !== 'none')) return refuse({ kind: 'payment_waiting' })
  const unknown: LineId[] = []
  let lines = sale.lines
  for (const one of edits) {
    const next = applyEdit(lines, one, goods, sale.rule)
    lines = next.lines
    if (next.unknown) unknown.push(next.unknown)
  }
  const { total, tax } = totalOf(lines, sale.rule)
  if (total.minor < sale.received.minor) return refuse({ kind: 'money_received' })
  return { ...ok(withSums({ ...sale, lines, wantedTotal: total, tax })), unknown }
}

function charge(sale: Sale, command: Extract<SaleCommand, { type: 'charge' }>): Decided {
  const live = liveCard(sale)
  if (live && (live.state !== 'ready' || live.wish !== 'none')) return refuse({ kind: 'payment_waiting' })
  // *Try again*, pressed for a payment that has ended meanwhile. An ended tender does not come back to life.
  if (!live && sale.tenders.some(tender => tender.id === command.tenderId))
    return refuse({ kind: 'no_card_payment' })
  const amount = toPay(sale)
  if (amount.minor <= 0) return refuse({ kind: 'nothing_to_charge' })
  if (!sameMoney(amount, command.shown))
    return refuse({ kind: 'total_changed', shown: command.shown, now: amount })
  const { currency } = amount
  const smallest = { minor: factsOf(currency).smallestCharge, currency }
  if (amount.minor < smallest.minor) return refuse({ kind: 'amount_too_small', smallest })
  if (amount.minor > largestCharge(currency)) return refuse({ kind: 'amount_too_large' })
  const asked = {
    amount,
    wish: 'charge',
    readerId: command.readerId,
    attempt: 'none',
    attemptAt: command.at,
  } as const
  if (live) return ok(withTender(sale, { ...live, ...asked, presses: [...live.presses, command.press] }))
  return ok(
    withTender(sale, {
      ...asked,
      kind: 'card',
      id: command.tenderId,
      state: 'drafted',
      presses: [command.press],
      createdAt: command.at,
      ...(command.holds ? { holds: true } : {}),
      ...(command.twoSteps ? { twoSteps: true } : {}),
    }),
  )
}

function cash(sale: Sale, command: Extract<SaleCommand, { type: 'cash' }>): Decided {
  if (liveCard(sale)) return refuse({ kind: 'payment_waiting' })
  const amount = toPay(sale)
  if (amount.minor <= 0) return refuse({ kind: 'nothing_to_charge' })
  if (!sameMoney(amount, command.shown))
    return refuse({ kind: 'total_changed', shown: command.shown, now: amount })
  const change = changeFor(amount, command.handed)
  if (change.minor < 0) return refuse({ kind: 'handed_too_little', missing: minus(amount, command.handed) })
  const tender: Tender = {
    kind: 'cash',
    id: command.tenderId,
    state: 'paid',
    amount,
    handed: command.handed,
    change,
    createdAt: command.at,
  }
  const received = plus(sale.received, amount)
  return ok(settled(withTender({ ...sale, received }, tender), command.at))
}

function wish(sale: Sale, kind: 'stop' | 'take_off', at: number): Decided {
  const live = liveCard(sale)
  if (!live) return refuse({ kind: 'no_card_payment' })
  if (live.wish === 'stop') return ok(sale)
  // No way back from a card that was read: taking it off ends the tender, and the next Charge begins another.
  if (kind === 'take_off' && live.attempt === 'collected') return wish(sale, 'stop', at)
  if (kind === 'take_off' && live.state === 'ready') return ok(offAlready(sale, live, at))
  if (kind === 'take_off' && (live.state === 'drafted' || live.state === 'held'))
    return refuse({ kind: 'payment_waiting' })
  return ok(withTender(sale, { ...live, wish: kind, attemptAt: at }))
}

/** Stripe gives 30 seconds between reading a card and confirming it; a little less, for the way there. */
export const CONFIRM_WITHIN_MS = 27_000

function confirm(sale: Sale, at: number): Decided {
  const live = liveCard(sale)
  if (live?.state !== 'on_reader' || live.attempt !== 'collected')
    return refuse({ kind: 'nothing_collected' })
  if (live.wish === 'confirm') return ok(sale)
  if (live.wish === 'stop' || at - live.attemptAt > CONFIRM_WITHIN_MS)
    return refuse({ kind: 'too_late_to_confirm' })
  return ok(withTender(sale, { ...live, wish: 'confirm' }))
}

function capture(sale: Sale, at: number): Decided {
  const live = liveCard(sale)
  if (live?.state !== 'held' || live.wish === 'stop') return refuse({ kind: 'nothing_held' })
  return live.wish === 'capture'
    ? ok(sale)
    : ok(withTender(sale, { ...live, wish: 'capture', attemptAt: at }))
}

/** Never more than was received and has not gone back yet. Interac money goes back on a reader only. */
function refund(sale: Sale, command: Extract<SaleCommand, { type: 'refund' }>): Decided {
  const tender = sale.tenders.find(other => other.id === command.tenderId)
  if (tender?.kind !== 'card' || tender.state !== 'paid' || !tender.received)
    return refuse({ kind: 'not_refundable' })
  if (tender.card?.brand === 'interac' || tender.card?.network === 'interac')
    return refuse({ kind: 'refund_on_reader' })
  if (refundAsked(tender)) return refuse({ kind: 'payment_waiting' })
  const left = leftToRefund(tender)
  if (command.amount.minor <= 0 || command.amount.minor > left.minor)
    return refuse({ kind: 'refund_too_large', left })
  const { refundId: id, amount, reason, by, at } = command
  const asked = { id, amount, reason, by, at, state: 'asked' } as const
  return ok(withTender(sale, { ...tender, refunds: [...(tender.refunds ?? []), asked] }))
}

/** It is on no reader: taking it off only ends a wish to put it there. */
const offAlready = (sale: Sale, live: CardTender, at: number): Sale =>
  live.wish === 'none'
    ? sale
    : withTender(sale, { ...live, wish: 'none', attempt: 'taken_off', attemptAt: at })

/** Replaces the tender of the same id, or adds it, and adds everything up again. */
export function withTender(sale: Sale, tender: Tender): Sale {
  const known = sale.tenders.some(other => other.id === tender.id)
  const tenders = known
    ? sale.tenders.map(other => (other.id === tender.id ? tender : other))
    : [...sale.tenders, tender]
  return withSums({ ...sale, tenders })
}

/** `reserved` and `total` follow from the rest. An open sale's total never falls below money that is here or may still come. */
export function withSums(sale: Sale): Sale {
  const reserved = sum(sale.tenders.filter(isAlive).map(reservedBy), sale.rule.currency)
  if (sale.status !== 'open') return { ...sale, reserved }
  return { ...sale, reserved, total: larger(sale.wantedTotal, plus(sale.received, reserved)) }
}

/** An open sale whose money is all there is paid. */
export function settled(sale: Sale, at: number): Sale {
  const complete =
    sale.total.minor > 0 && sale.received.minor >= sale.total.minor && sale.reserved.minor === 0
  return sale.status === 'open' && complete ? { ...sale, status: 'paid', paidAt: at } : sale
}
