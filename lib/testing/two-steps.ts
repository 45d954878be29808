import { expect } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from './books.ts'
import type { StoryTill } from './open-till.ts'

/** What the stories of a register that reads a card first and charges it at a yes have in common. The till is there once they have begun. */
export function twoStepsOf(opened: () => StoryTill) {
  const moodOf = async (sale: SaleId) => (await opened().sale(sale)).payment?.mood ?? 'none'

  async function tenderOf(saleId: SaleId) {
    const tender = (await opened().sale(saleId)).sale.tenders.at(-1)
    if (tender?.kind !== 'card') throw new Error('no card tender')
    return tender
  }

  async function charged(readerId?: string): Promise<SaleId> {
    const sale = await opened().sell('Flat white', 2)
    expect(await opened().charge(sale, crypto.randomUUID(), readerId)).toMatchObject({ ok: true })
    return sale
  }

  async function waiting(): Promise<SaleId> {
    const sale = await charged()
    await opened().untilMood(sale, 'waiting')
    return sale
  }

  /** The card is on the reader's glass and has been read; the bank has not been asked. */
  async function collected(): Promise<SaleId> {
    const sale = await waiting()
    await opened().reader.tap('visa')
    await opened().untilMood(sale, 'collected')
    return sale
  }

  async function expectOneCharge(sale: SaleId) {
    const till = opened()
    const mine = (await till.intents('succeeded')).filter(one => one.metadata.tapline_sale === sale)
    expect(mine.map(one => one.amount_received)).toEqual([(await till.sale(sale)).sale.total.minor])
    await till.turn(2_000)
    await till.until(() => expectBooksToBalance(till))
  }

  /** From a reader that waits for a card to a paid sale, and one charge for it. */
  async function readAndCharged(sale: SaleId) {
    const till = opened()
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
    await till.untilPaid(sale)
    await expectOneCharge(sale)
  }

  /** Nothing of it is left anywhere: no money, no hold, no reader that waits, no lease. */
  async function expectLetGo(sale: SaleId) {
    const till = opened()
    await till.comes(async () => expect(await moodOf(sale)).toBe('none'))
    expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
    const { state, paymentIntent } = await tenderOf(sale)
    expect(state).toBe('canceled')
    expect(await till.stripe.paymentIntents.retrieve(paymentIntent ?? '')).toMatchObject({
      status: 'canceled',
    })
    await till.comes(async () => expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0))
    expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } })
  }

  /** Charge is pressed once more for the same sale. */
  async function triedAgain(sale: SaleId) {
    expect(await opened().charge(sale)).toMatchObject({ ok: true })
    await readAndCharged(sale)
  }

  return {
    moodOf,
    tenderOf,
    charged,
    waiting,
    collected,
    expectOneCharge,
    readAndCharged,
    expectLetGo,
    triedAgain,
  }
}
