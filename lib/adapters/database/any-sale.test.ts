import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Currency } from '#lib/domain/currencies.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import { idOf } from '#lib/domain/ids.ts'
import { type Money, money, plus } from '#lib/domain/money.ts'
import { newSale, type Sale, toPay, withTender } from '#lib/domain/sale.ts'
import type { SaleCommand } from '#lib/domain/sale-commands.ts'
import { absorb, type IntentSeen, type SaleFact, type Surprise } from '#lib/domain/sale-facts.ts'
import type { Attempt, CardTender } from '#lib/domain/tender.ts'
import { openShopDatabase, READER, type ShopDatabase } from '#lib/testing/shop-database.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

/** One thing that may happen to a sale; it does nothing where it does not apply, or the rules refuse it. */
type Happening = (sale: Sale, at: number) => { readonly sale: Sale; readonly surprises?: readonly Surprise[] }

const wish =
  (command: (sale: Sale, at: number) => SaleCommand): Happening =>
  (sale, at) => {
    const decided = decide(sale, command(sale, at))
    return { sale: decided.ok ? decided.value : sale }
  }

const fact =
  (about: (tender: CardTender, sale: Sale, at: number) => SaleFact): Happening =>
  (sale, at) => {
    const tender = sale.tenders.findLast(other => other.kind === 'card')
    return tender?.kind === 'card' ? absorb(sale, about(tender, sale, at)) : { sale }
  }

const edits = fc
  .record({ price: fc.nat(5_000), quantity: fc.integer({ min: 1, max: 20 }), removes: fc.boolean() })
  .map(({ price, quantity, removes }) =>
    wish((sale, at) => {
      const oldest = sale.lines[0]
      const put = {
        type: 'put_custom',
        lineId: idOf('line', randomUUID()),
        name: `Crêpe “${price}”`,
      } as const
      const remove = removes && oldest ? [{ type: 'remove', lineId: oldest.id } as const] : []
      return {
        type: 'edit',
        edits: [...remove, { ...put, unitPriceMinor: price, quantity }],
        goods: () => undefined,
        at,
      }
    }),
  )

const charges = fc.constant(
  wish((sale, at) => ({
    type: 'charge',
    tenderId: idOf('tender', randomUUID()),
    press: randomUUID(),
    readerId: READER,
    shown: toPay(sale),
    at,
  })),
)

const presses = fc.constantFrom<Happening>(
  wish((sale, at) => ({
    type: 'cash',
    tenderId: idOf('tender', randomUUID()),
    handed: plus(toPay(sale), money(70, sale.rule.currency)),
    shown: toPay(sale),
    at,
  })),
  wish((_, at) => ({ type: 'stop', at })),
  wish((_, at) => ({ type: 'take_off', at })),
  wish(() => ({ type: 'void' })),
)

const STATUSES = [
  'requires_payment_method',
  'requires_payment_method',
  'requires_payment_method',
  'processing',
  'requires_capture',
  'requires_capture',
  'succeeded',
  'succeeded',
  'canceled',
  'unknown',
] as const

const decline = fc.record(
  { code: fc.constant('card_declined'), declineCode: fc.string(), adviceCode: fc.string(), at: fc.nat() },
  { noNullPrototype: true, requiredKeys: ['code', 'at'] },
)

const card = fc.record(
  {
    chargeId: fc.constant('ch_1'),
    brand: fc.constant('visa'),
    last4: fc.constant('4242'),
    funding: fc.constant('credit'),
    network: fc.string(),
    emv: fc.dictionary(
      fc.string({ minLength: 1 }).filter(key => key !== '__proto__'),
      fc.string(),
      { maxKeys: 3, noNullPrototype: true },
    ),
  },
  { noNullPrototype: true, requiredKeys: ['chargeId', 'brand', 'last4', 'emv'] },
)

/** An intent as Stripe may tell it, up to amounts that nobody asked for. */
const sights = fc
  .record(
    {
      status: fc.constantFrom(...STATUSES),
      tip: fc.constantFrom(0, 0, 300, 90_000),
      off: fc.constantFrom(0, 0, 0, -1, 250),
      // A held payment may be taken by another hand, and only a part of it.
      part: fc.constantFrom(1, 1, 1, 0.1),
      lastDecline: decline,
      captureBefore: fc.nat(),
      card,
    },
    { noNullPrototype: true, requiredKeys: ['status', 'tip', 'off', 'part'] },
  )
  .map(({ status, tip: tipMinor, off, part, ...more }) =>
    fact((tender, sale, at) => {
      const asked: Money = tender.intentAmount ?? tender.amount
      const tip = money(tipMinor, asked.currency)
      const amount = plus(money(Math.max(1, asked.minor + off), asked.currency), tip)
      const taken = status === 'succeeded' ? Math.ceil(amount.minor * part) : 0
      const received = money(taken, asked.currency)
      const intent: IntentSeen = {
        paymentIntent: tender.paymentIntent ?? `pi_${sale.id}_${sale.tenders.length}`,
        status,
        amount,
        received,
        tip,
        ...more,
      }
      const type = tender.paymentIntent ? 'intent_seen' : 'intent_created'
      return { type, tenderId: tender.id, intent, at }
    }),
  )

const ATTEMPTS: readonly Attempt[] = ['declined', 'reader_lost', 'customer_canceled', 'reader_failed']

const endings = fc
  .record(
    { how: fc.constantFrom(...ATTEMPTS), decline, problem: fc.string() },
    { noNullPrototype: true, requiredKeys: ['how'] },
  )
  .map(ending => fact((tender, _, at) => ({ type: 'attempt_over', tenderId: tender.id, at, ...ending })))

const nevers = fc.constant(fact((tender, _, at) => ({ type: 'never_created', tenderId: tender.id, at })))

/** What the engine does when it sends a ready payment to the reader. */
const sends = fc.constant<Happening>((sale, at) => {
  const ready = sale.tenders.find(other => other.kind === 'card' && other.state === 'ready')
  if (ready?.kind !== 'card') return { sale }
  return { sale: withTender(sale, { ...ready, state: 'on_reader', attempt: 'sending', attemptAt: at }) }
})

const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: edits },
    { weight: 4, arbitrary: charges },
    { weight: 2, arbitrary: presses },
    { weight: 6, arbitrary: sights },
    { weight: 3, arbitrary: sends },
    { weight: 1, arbitrary: endings },
    { weight: 1, arbitrary: nevers },
  ),
  { minLength: 1, maxLength: 24, size: 'max' },
)

const rules = fc.record(
  {
    currency: fc.constantFrom<Currency>('usd', 'jpy', 'eur', 'huf'),
    taxIncluded: fc.boolean(),
    customTaxRateBp: fc.constantFrom(0, 700, 825, 2_550),
  },
  { noNullPrototype: true },
)

test('whatever may happen to a sale, no constraint refuses it, and it is loaded as it was saved', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(rules, happenings, async (rule, story) => {
      const { registerId, staffId: openedBy } = shop
      const start = { id: idOf('sale', randomUUID()), number: 0, registerId, openedBy, openedAt: 7, rule }
      let sale = newSale(start)
      const born = await shop.store.save({ sale, expected: 'new' })
      if (!born.ok) throw new Error(born.because)
      sale = { ...sale, number: born.number }
      for (const [i, happens] of story.entries()) {
        const next = happens(sale, 1_000 + i)
        const surprises = (next.surprises ?? []).map(surprise => ({ ...surprise, at: i }))
        const saved = await shop.store.save({ sale: next.sale, expected: i + 1, surprises })
        expect(saved).toEqual({ ok: true, version: i + 2, number: born.number })
        sale = next.sale
        seen.add(sale.status)
        for (const tender of sale.tenders) seen.add(`${tender.kind} ${tender.state}`)
        for (const surprise of surprises) seen.add(surprise.kind)
      }
      const loaded = await shop.store.load(sale.id)
      expect(loaded?.sale).toStrictEqual(sale)
    }),
    { numRuns: 200, seed: 2026 },
  )
  // The stories are of use only if they get everywhere.
  expect([...seen].toSorted()).toMatchInlineSnapshot(`
    [
      "amount_differs",
      "canceled_elsewhere",
      "card canceled",
      "card drafted",
      "card held",
      "card on_reader",
      "card paid",
      "card ready",
      "cash paid",
      "edited_too_late",
      "hold_expired",
      "open",
      "paid",
      "paid_after_cancel",
      "too_much",
      "voided",
    ]
  `)
})
