import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { DECLINE_CODES } from '#components/words/codes.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

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

test.each(DECLINE_CODES)('%s: told with its code, nothing charged, another card pays', async code => {
  const sale = await waiting()
  await declined({ decline_code: code })
  await till.untilMood(sale, 'declined')
  const { sale: after, payment } = await till.sale(sale)
  expect(after).toMatchObject({ status: 'open', received: { minor: 0 } })
  expect(payment).toMatchObject({ decline: { declineCode: code } })
  expect(payment?.buttons).toEqual(['try_again', 'pay_another_way', 'cancel', 'check_status'])
  await anotherCardPays(sale)
})

test.each(['do_not_try_again', 'try_again_later', 'confirm_card_data'])(
  'the advice %s is heard with the no',
  async advice => {
    const sale = await waiting()
    await declined({ decline_code: 'generic_decline', advice_code: advice })
    await till.untilMood(sale, 'declined')
    expect((await till.sale(sale)).payment).toMatchObject({
      decline: { declineCode: 'generic_decline', adviceCode: advice },
    })
    await anotherCardPays(sale)
  },
)

test.each(DECLINE_CODES)('two steps, %s after the yes: told with its code, nothing charged', async code => {
  await till.pool.query('update register set two_steps = true')
  try {
    const sale = await waiting()
    await declined({ decline_code: code })
    await till.untilMood(sale, 'collected')
    expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
    await till.untilMood(sale, 'declined')
    expect((await till.sale(sale)).payment).toMatchObject({ decline: { declineCode: code } })
    await till.steer(sale, 'cancel')
    await till.untilMood(sale, 'none')
    expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
  } finally {
    await till.pool.query('update register set two_steps = false')
  }
})
