import { expect } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { returnedOn } from '#lib/domain/sale.ts'
import type { CrashStory } from './crash-stories.ts'
import type { StoryTill } from './open-till.ts'

const sum = (all: readonly number[]): number => all.reduce((before, one) => before + one, 0)

/** The end the story tells of, the books of this sale at Stripe, and nothing left behind. */
export async function expectEnd(till: StoryTill, { end }: CrashStory, saleId: SaleId): Promise<void> {
  const { sale } = await till.sale(saleId)
  expect(sale.status).toBe(end.status)
  expect(sale.tenders.map(one => `${one.kind} ${one.state}`)).toEqual(end.tenders)

  const ours = (await till.intents()).filter(one => one.metadata.tapline_sale === saleId)
  const succeeded = ours.filter(one => one.status === 'succeeded')
  const paid = sale.tenders.filter(one => one.kind === 'card' && one.state === 'paid')
  expect(succeeded.map(one => [one.id, one.amount_received])).toEqual(
    paid.map(
      one => one.kind === 'card' && [one.paymentIntent, (one.received?.minor ?? 0) + (one.tip?.minor ?? 0)],
    ),
  )
  for (const one of ours) expect(['succeeded', 'canceled']).toContain(one.status)
  const byCard = sum(succeeded.map(one => one.amount_received))
  const inCash = sum(sale.tenders.map(one => (one.kind === 'cash' ? one.amount.minor : 0)))
  if (end.status === 'paid') expect(byCard + inCash).toBe(sale.total.minor + sale.tips.minor)

  const given = await Promise.all(succeeded.map(one => till.stripe.refunds.list({ payment_intent: one.id })))
  const back = sum(given.flatMap(list => list.data).map(one => one.amount))
  expect(back).toBe(end.refunded === 'all' ? sale.total.minor : 0)
  expect(returnedOn(sale).minor).toBe(back)

  const left = await till.pool.query(
    `select 'lease of ' || reader_id as what from reader_lease union all select 'open ' || key from call where outcome is null
     union all select 'surprise ' || kind from surprise where sale_id = $1`,
    [saleId],
  )
  expect(left.rows).toEqual([])
  expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } })
}
