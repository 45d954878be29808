import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { returnedOn } from '#lib/domain/sale.ts'
import { type Act, type CrashStory, crashStories } from '#lib/testing/crash-stories.ts'
import { type CrashPoint, isDead, mortality } from '#lib/testing/crashing-world.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

const life = mortality()
let till: StoryTill
beforeAll(async () => {
  till = await openTill({ wrap: life.wrap })
})
afterAll(() => till?.close())

/** A story has at most so many steps; one that goes on for longer turns in circles. */
const MOST_STEPS = 120

describe.each(crashStories)('$name: kill −9 at every step, and the end is the same', story => {
  test.each(['before', 'after'] as const)('%s each call of a port', { timeout: 300_000 }, async when => {
    let at = 1
    for (; at <= MOST_STEPS; at++) if (!(await played(story, { at, when }))) break
    // The last run reached no crash: every step there is has been one.
    expect(at).toBeGreaterThan(5)
    expect(at).toBeLessThan(MOST_STEPS)
  })
})

/** Plays the story with a death at this point. False when the story was over before. */
async function played(story: CrashStory, point: CrashPoint): Promise<boolean> {
  await till.pool.query("update shop set capture_mode = 'automatic', asks_about = 'every'")
  await till.pool.query('update register set two_steps = false')
  if (story.arranged) await till.pool.query(story.arranged)
  life.arm(undefined)
  await till.rest()
  const saleId = await till.sell('Flat white', 2)
  life.arm(point)
  revived = undefined
  try {
    for (const act of story.acts()) await perform(act, saleId)
    await settle(async () => expectEnd(story, saleId))
  } catch (error) {
    const died = life.died() ?? `not yet, ${point.when} step ${point.at}`
    // The next story begins with a till that lives, whatever became of this one.
    life.arm(undefined)
    throw new Error(`${story.name}: died ${died}`, { cause: error })
  }
  // A step of the engine that nobody waits for may still be the one it dies at.
  await till.rest()
  await revive()
  const wasReached = life.died() !== undefined
  life.arm(undefined)
  return wasReached
}

let revived: string | undefined

/** The browser of somebody whose till died under their hands sends the same press again. */
async function perform(act: Act, saleId: SaleId): Promise<void> {
  try {
    await act.does(till, saleId)
  } catch (error) {
    if (!isDead(error)) throw error
    await revive()
    await act.does(till, saleId)
  }
  await settle(() => act.sees(till, saleId))
}

/** Another process on the same database. Its reconciler finds what was left. */
async function revive(): Promise<void> {
  if (life.died() === undefined || revived === life.died()) return
  revived = life.died()
  await till.restart()
  await till.turn(5_000)
}

const LOOKS_BETWEEN_TURNS = 20
const MOST_TURNS = 25

/** Looks until it is as told. Where nothing moves, time goes by. */
async function settle(told: () => Promise<void>): Promise<void> {
  for (let turns = 0; ; turns++) {
    for (let looks = 0; looks < LOOKS_BETWEEN_TURNS; looks++) {
      if (life.died() !== undefined) await revive()
      const wrong = await told().then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
      if (!wrong) return
      if (turns >= MOST_TURNS) throw wrong.error
      await new Promise(later => setTimeout(later, 5))
    }
    await till.turn(3_000).catch(error => {
      if (!isDead(error)) throw error
    })
  }
}

const sum = (all: readonly number[]): number => all.reduce((before, one) => before + one, 0)

/** The end the story tells of, the books of this sale at Stripe, and nothing left behind. */
async function expectEnd({ end }: CrashStory, saleId: SaleId): Promise<void> {
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
