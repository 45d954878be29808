import { expect, test } from 'vitest'
import { type Booked, bookDifference } from './books.ts'
import type { IntentSeen } from './sale-facts.ts'
import { tenderId, usd } from './sale-samples.ts'

const booked = (more: Partial<Booked> = {}): Booked => ({
  tenderId,
  saleId: 'sale_1',
  paymentIntent: 'pi_1',
  isPaid: true,
  received: usd(1_000),
  refunded: usd(0),
  isMoving: false,
  ...more,
})

const intent = (status: IntentSeen['status'], received = 0, refunded = 0): IntentSeen => ({
  paymentIntent: 'pi_1',
  status,
  amount: usd(1_000),
  received: usd(received),
  tip: usd(0),
  ...(refunded ? { refunded: usd(refunded) } : {}),
})

const seen: Record<string, IntentSeen | undefined> = {
  'not listed': undefined,
  unpaid: intent('requires_payment_method'),
  canceled: intent('canceled'),
  held: intent('requires_capture'),
  'paid 10.00': intent('succeeded', 1_000),
  'paid 9.00': intent('succeeded', 900),
  'paid 10.00, 4.00 back': intent('succeeded', 1_000, 400),
}

const books: Record<string, Booked> = {
  'not paid': booked({ isPaid: false, received: usd(0) }),
  'paid 10.00': booked(),
  'paid 10.00, 4.00 back': booked({ refunded: usd(400) }),
  'a refund under way': booked({ isMoving: true }),
}

test('our books against Stripe’s, each against each', () => {
  const table = Object.entries(books).flatMap(([ours, book]) =>
    Object.entries(seen).map(
      ([theirs, one]) => `${ours} | ${theirs}: ${bookDifference(book, one)?.minor ?? 'agree'}`,
    ),
  )
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "not paid | not listed: agree
    not paid | unpaid: agree
    not paid | canceled: agree
    not paid | held: agree
    not paid | paid 10.00: 1000
    not paid | paid 9.00: 900
    not paid | paid 10.00, 4.00 back: 600
    paid 10.00 | not listed: -1000
    paid 10.00 | unpaid: -1000
    paid 10.00 | canceled: -1000
    paid 10.00 | held: -1000
    paid 10.00 | paid 10.00: agree
    paid 10.00 | paid 9.00: -100
    paid 10.00 | paid 10.00, 4.00 back: -400
    paid 10.00, 4.00 back | not listed: -600
    paid 10.00, 4.00 back | unpaid: -600
    paid 10.00, 4.00 back | canceled: -600
    paid 10.00, 4.00 back | held: -600
    paid 10.00, 4.00 back | paid 10.00: 400
    paid 10.00, 4.00 back | paid 9.00: 300
    paid 10.00, 4.00 back | paid 10.00, 4.00 back: agree
    a refund under way | not listed: agree
    a refund under way | unpaid: agree
    a refund under way | canceled: agree
    a refund under way | held: agree
    a refund under way | paid 10.00: agree
    a refund under way | paid 9.00: agree
    a refund under way | paid 10.00, 4.00 back: agree"
  `)
})
