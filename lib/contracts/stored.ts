import { z } from 'zod/mini'
import { type Currency, isCurrency } from '#lib/domain/currencies.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { lineId, modifierId, productId, refundId, registerId, saleId, staffId, tenderId } from './ids.ts'

/** The JSON of a sale: what the database's column `state` holds and what the wire carries. It mirrors `domain/sale.ts`, and the build breaks where it does not. */

const whole = z.int()
const currency = z.custom<Currency>(isCurrency)
const money = z.object({ minor: whole, currency })

const taxRate = z.object({ name: z.string(), rateBp: whole })

const line = z.object({
  id: lineId,
  productId: z.exactOptional(productId),
  name: z.string(),
  variant: z.exactOptional(z.string()),
  quantity: whole,
  unitPrice: money,
  taxRateBp: whole,
  amount: money,
  tax: money,
  taxes: z.exactOptional(z.array(z.extend(taxRate, { amount: money }))),
  modifiers: z.exactOptional(z.array(z.object({ id: modifierId, name: z.string(), price: money }))),
})

const decline = z.object({
  code: z.string(),
  declineCode: z.exactOptional(z.string()),
  adviceCode: z.exactOptional(z.string()),
  at: whole,
})

const card = z.object({
  chargeId: z.string(),
  brand: z.string(),
  last4: z.string(),
  funding: z.exactOptional(z.string()),
  readMethod: z.exactOptional(z.string()),
  network: z.exactOptional(z.string()),
  emv: z.record(z.string(), z.string()),
})

const cardRead = z.object({
  brand: z.string(),
  funding: z.exactOptional(z.string()),
  country: z.exactOptional(z.string()),
  wallet: z.exactOptional(z.string()),
})

const askingRule = z.discriminatedUnion('about', [
  z.object({ about: z.literal('credit') }),
  z.object({ about: z.literal('abroad'), home: z.string() }),
])

const refund = z.object({
  id: refundId,
  amount: money,
  state: z.enum(['asked', 'pending', 'succeeded', 'failed', 'canceled']),
  by: staffId,
  at: whole,
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']),
  stripeRefund: z.exactOptional(z.string()),
  problem: z.exactOptional(z.string()),
})

const busyWith = z.object({
  holder: z.exactOptional(z.enum(['test', 'office', 'clearing', 'cart', 'inputs'])),
  saleNumber: z.exactOptional(whole),
  staffName: z.exactOptional(z.string()),
  since: whole,
})

const cardTender = z.object({
  kind: z.literal('card'),
  id: tenderId,
  amount: money,
  state: z.enum(['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled']),
  wish: z.enum(['none', 'charge', 'confirm', 'capture', 'take_off', 'stop']),
  readerId: z.string(),
  paymentIntent: z.exactOptional(z.string()),
  intentAmount: z.exactOptional(money),
  attempt: z.enum([
    'none',
    'sending',
    'waiting',
    'collected',
    'checking',
    'bank_silent',
    'not_let_go',
    'asking',
    'declined',
    'no_answer',
    'connection_error',
    'customer_canceled',
    'reader_lost',
    'reader_busy',
    'reader_offline',
    'reader_failed',
    'unreachable',
    'taken_off',
  ]),
  problem: z.exactOptional(z.string()),
  busyWith: z.exactOptional(busyWith),
  attemptAt: whole,
  unseen: z.exactOptional(z.literal(true)),
  lastDecline: z.exactOptional(decline),
  received: z.exactOptional(money),
  tip: z.exactOptional(money),
  holds: z.exactOptional(z.literal(true)),
  twoSteps: z.exactOptional(z.literal(true)),
  asks: z.exactOptional(askingRule),
  cardRead: z.exactOptional(cardRead),
  confirmed: z.exactOptional(z.literal(true)),
  captureBefore: z.exactOptional(whole),
  letGo: z.exactOptional(
    z.object({ because: z.enum(['silent', 'closed', 'parked', 'old_key', 'our_mistake']), since: whole }),
  ),
  refunds: z.exactOptional(z.array(refund)),
  refundedElsewhere: z.exactOptional(money),
  card: z.exactOptional(card),
  presses: z.array(z.string()),
  createdAt: whole,
})

const cashTender = z.object({
  kind: z.literal('cash'),
  id: tenderId,
  state: z.literal('paid'),
  amount: money,
  handed: money,
  change: money,
  rounding: z.exactOptional(money),
  createdAt: whole,
})

export const saleSchema = z.object({
  id: saleId,
  number: whole,
  prefix: z.exactOptional(z.string()),
  registerId,
  openedBy: staffId,
  openedAt: whole,
  paidAt: z.exactOptional(whole),
  rule: z.object({
    currency,
    taxIncluded: z.boolean(),
    customTaxRateBp: whole,
    customTaxes: z.exactOptional(z.array(taxRate)),
    cashRounding: z.exactOptional(whole),
  }),
  status: z.enum(['open', 'paid', 'voided']),
  lines: z.array(line),
  wantedTotal: money,
  tax: money,
  total: money,
  received: money,
  reserved: money,
  tips: money,
  excess: money,
  tenders: z.array(z.discriminatedUnion('kind', [cardTender, cashTender])),
  heard: z.exactOptional(z.array(z.string())),
})

/** Reading only: what the schema lets through is a sale, and every sale is what the schema lets through. */
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T
type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : 'the schema of a sale differs from domain/sale.ts'

true satisfies Equal<DeepReadonly<z.infer<typeof saleSchema>>, DeepReadonly<Sale>>
