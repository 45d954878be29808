import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DECLINE_CODES, shownCode } from '#components/words/codes.ts'
import { declineWords } from '#components/words/declines.ts'
import { detailsCode } from '#components/words/why.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { tellingOf } from '#lib/testing/reliability/telling.ts'

/** Every no that Stripe knows of: told as it is, nothing charged, and another card pays the same PaymentIntent. */

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const declined = (answer: object) =>
  till.control('POST', `readers/${till.readerId}/present`, { number: '4242424242424242', ...answer })

async function waiting(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  return sale
}

async function anotherCardPays(sale: SaleId) {
  const { paymentIntent } = await tenderOf(sale)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  expect((await tenderOf(sale)).paymentIntent).toBe(paymentIntent)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** What the cashier reads and says aloud, made from the sale as the screen is given it. */
async function expectTold(sale: SaleId, code: string) {
  const { sale: after, payment } = await till.sale(sale)
  expect(after).toMatchObject({ status: 'open', received: { minor: 0 } })
  expect(payment).toMatchObject({ mood: 'declined', decline: { declineCode: code } })
  expect(payment?.doubtful).toBeUndefined()
  expect(payment?.buttons).toEqual(['try_again', 'pay_another_way', 'cancel', 'check_status'])
  const { decline } = payment ?? {}
  if (!payment || !decline) throw new Error('nothing was declined')
  const { reason, say, advice } = declineWords(decline)
  const shown = { at: 'stage', mood: payment.mood, decline } as const
  const told = tellingOf({ id: code, what: code, money: 'not_charged', shown, operations: [] })
  expect(told.sentence).toEqual(['The customer has not been charged.', reason])
  expect(told.more).toContain(`“${say}”`)
  if (advice !== undefined) expect(told.more).toContain(advice)
  expect(told.help).toBe(shownCode(code))
  const everything = [...told.sentence, ...told.more, told.help, detailsCode(payment)].join(' ')
  expect(everything).not.toMatch(/lost|stolen|pickup|fraud|suspic|blacklist/i)
  return { told, decline }
}

test.each(DECLINE_CODES)('%s: told with its code, nothing charged, another card pays', async code => {
  const sale = await waiting()
  await declined({ decline_code: code })
  await till.untilMood(sale, 'declined')
  await expectTold(sale, code)
  await anotherCardPays(sale)
})

/** Decline code, Stripe's advice with it (undefined: Stripe's usual one), and what the cashier reads of it. */
const ADVISED: readonly [string, string | undefined, string][] = [
  ['generic_decline', 'do_not_try_again', 'Another card only: the bank will refuse this one again.'],
  ['generic_decline', 'try_again_later', 'Another card now, or this one again later.'],
  ['generic_decline', 'confirm_card_data', 'Another card, or this one once more and inserted.'],
  ['incorrect_pin', 'do_not_try_again', 'Another card only: the bank will refuse this one again.'],
  ['stolen_card', undefined, 'Another card only: the bank will refuse this one again.'],
  ['issuer_not_available', undefined, 'Another card now, or this one again later.'],
]

test.each(ADVISED)('%s with the advice %s: “%s”', async (code, advice, words) => {
  const sale = await waiting()
  await declined({ decline_code: code, ...(advice ? { advice_code: advice } : {}) })
  await till.untilMood(sale, 'declined')
  const { told, decline } = await expectTold(sale, code)
  expect(told.more).toContain(words)
  if (decline.adviceCode === 'do_not_try_again')
    expect(told.more.join(' ')).not.toMatch(/same card|try again|once more/)
  await anotherCardPays(sale)
})

describe('on a register that reads the card first', () => {
  beforeAll(() => till.pool.query('update register set two_steps = true'))
  afterAll(() => till?.pool.query('update register set two_steps = false'))

  test.each(DECLINE_CODES)('%s after the yes: told with its code, nothing charged', async code => {
    const sale = await waiting()
    await declined({ decline_code: code })
    await till.untilMood(sale, 'collected')
    expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
    await till.untilMood(sale, 'declined')
    await expectTold(sale, code)
    await till.steer(sale, 'cancel')
    await till.untilMood(sale, 'none')
    expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
    expect(await till.cash(sale)).toMatchObject({ ok: true })
  })
})
