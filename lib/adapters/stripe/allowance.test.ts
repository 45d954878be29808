import { afterAll, beforeAll, expect, test } from 'vitest'
import { A_LOOK } from '#lib/ports/allowance.ts'
import { type Desk, openDesk } from '#lib/testing/stripe-desk.ts'
import { stripeAllowance } from './allowance.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

function allowed() {
  const clock = {
    at: 1_000_000,
    asked: 0,
    now: () => {
      clock.asked++
      return clock.at
    },
  }
  return { clock, allowance: stripeAllowance({ connection: desk.connection, clock }) }
}

const ask = async (times: number) => {
  for (let i = 0; i < times; i++) await desk.payments.lookAtReader(desk.readerId)
}

test('half of Stripe’s limit a second, and what people ask is taken from it without ever being held up', async () => {
  const { clock, allowance } = allowed()
  expect(allowance.left()).toBe(12)
  await ask(5)
  expect(allowance.left()).toBe(7)
  await ask(20)
  expect(allowance.left()).toBe(0)
  clock.at += 1_000
  // Twelve and a half more than asked for: a second pays the debt, and the next fills the bucket.
  expect(allowance.left()).toBe(0)
  clock.at += 1_100
  expect(allowance.left()).toBe(12)
  clock.at += 3_600_000
  expect(allowance.left()).toBe(12)
})

test('several servers share it, and one more or less changes every share', async () => {
  const { clock, allowance } = allowed()
  allowance.shareAmong(3)
  expect(allowance.left()).toBe(4)
  await ask(4)
  clock.at += 1_000
  expect(allowance.left()).toBe(4)
  allowance.shareAmong(12)
  await ask(4)
  clock.at += 1_000
  expect(allowance.left()).toBe(1)
})

test('after Stripe has asked for patience the housekeeping holds still', async () => {
  const { clock, allowance } = allowed()
  await desk.control('POST', 'faults', { kind: 'status', status: 429 })
  await ask(1)
  expect(allowance.left()).toBe(0)
  clock.at += 1_900
  expect(allowance.left()).toBe(0)
  clock.at += 1_000
  expect(allowance.left()).toBeGreaterThan(0)
})

test('seed 3: a long list of old payments leaves enough for a look at one under way, with however many servers', async () => {
  for (const servers of [1, 2, 12]) {
    const { clock, allowance } = allowed()
    allowance.shareAmong(servers)
    await ask(allowance.left() - A_LOOK)
    let hadItsTurn = false
    const turn = allowance.turn().then(() => {
      hadItsTurn = true
    })
    const asked = clock.asked
    await expect.poll(() => clock.asked, { timeout: 20_000 }).toBeGreaterThan(asked + 3)
    expect([hadItsTurn, allowance.left()]).toEqual([false, A_LOOK])
    clock.at += 1_000
    await turn
    expect(allowance.left()).toBeGreaterThan(A_LOOK)
  }
})
