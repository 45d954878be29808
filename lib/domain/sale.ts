import type { Line, PricingRule } from './cart.ts'
import type { RegisterId, SaleId, StaffId } from './ids.ts'
import { larger, type Money, minus, plus, sum, zero } from './money.ts'
import { type CardTender, isAlive, isGoingBack, reservedBy, returnedOf, type Tender } from './tender.ts'

export type Sale = {
  readonly id: SaleId
  /** Counts up per shop; printed on the receipt. */
  readonly number: number
  /** Stands before the number, as the shop had it when the sale was opened. */
  readonly prefix?: string
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
  /** Keys of its latest edits, so that one which is delivered late a second time does not undo what came after it. */
  readonly heard?: readonly string[]
}

export function newSale(
  start: Pick<Sale, 'id' | 'number' | 'prefix' | 'registerId' | 'openedBy' | 'openedAt' | 'rule'>,
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

/** What the customer has got back of it. */
export const returnedOn = (sale: Sale): Money => sum(sale.tenders.map(returnedOf), sale.rule.currency)

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

/** Some of the sale's money was asked back, and whether it goes is not known yet. */
export const hasMoneyGoingBack = (sale: Sale): boolean => sale.tenders.some(isGoingBack)

/** An open sale whose money is all there is paid. Money on its way back pays for nothing. */
export function settled(sale: Sale, at: number): Sale {
  const complete =
    sale.total.minor > 0 && sale.received.minor >= sale.total.minor && sale.reserved.minor === 0
  if (sale.status !== 'open' || !complete || hasMoneyGoingBack(sale)) return sale
  return { ...sale, status: 'paid', paidAt: at }
}
