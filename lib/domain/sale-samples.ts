import type { Line } from './cart.ts'
import type { TenderId } from './ids.ts'
import { money, zero } from './money.ts'
import { newSale, type Sale, withTender } from './sale.ts'
import type { CardTender } from './tender.ts'

/** Sales in each of their shapes, for tables of tests. Not used by the till. */
const ID = '00000000-0000-4000-8000-00000000000'

export const tenderId: TenderId = `tender_${ID}1`
export const usd = (minor: number) => money(minor, 'usd')

export function saleOf(totalMinor: number): Sale {
  const blank = newSale({
    id: `sale_${ID}1`,
    number: 1042,
    registerId: `register_${ID}1`,
    openedBy: `staff_${ID}1`,
    openedAt: 1_000,
    rule: { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 },
  })
  const line: Line = {
    id: `line_${ID}1`,
    productId: `product_${ID}1`,
    name: 'Flat white',
    quantity: 1,
    unitPrice: usd(totalMinor),
    taxRateBp: 0,
    amount: usd(totalMinor),
    tax: zero('usd'),
  }
  return { ...blank, lines: [line], wantedTotal: usd(totalMinor), total: usd(totalMinor) }
}

export function cardTender(state: CardTender['state'], more: Partial<CardTender> = {}): CardTender {
  const intent = state === 'drafted' ? {} : { paymentIntent: 'pi_1', intentAmount: usd(1_000) }
  return {
    kind: 'card',
    id: tenderId,
    amount: usd(1_000),
    state,
    wish: 'none',
    readerId: 'tmr_1',
    attempt: 'none',
    attemptAt: 2_000,
    presses: ['press-1'],
    createdAt: 2_000,
    ...intent,
    ...more,
  }
}

/** A sale of 10.00 with one card tender in the given state. */
export const saleWith = (state: CardTender['state'], more: Partial<CardTender> = {}): Sale =>
  withTender(saleOf(1_000), cardTender(state, more))
