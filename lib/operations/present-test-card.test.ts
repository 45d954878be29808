import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { presentTestCard } from './present-test-card.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till?.close())

const visa = { number: '4242424242424242', type: 'card_present' } as const

async function session() {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return found
}

test('a test card from the till pays like one from the drawn reader', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  const done = await presentTestCard(till.world, visa, { session: await session(), live: false })
  expect(done).toMatchObject({ ok: true })
  await till.untilPaid(sale)
})

test('nothing waits: Stripe says no in words', async () => {
  const done = await presentTestCard(till.world, visa, { session: await session(), live: false })
  expect(done).toMatchObject({ ok: false, refusal: { kind: 'stripe_refused' } })
})

test('never with a live key', async () => {
  const done = await presentTestCard(till.world, visa, { session: await session(), live: true })
  expect(done).toMatchObject({ refusal: { kind: 'not_test_mode' } })
})
