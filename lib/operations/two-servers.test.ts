import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crashPlayer } from '#lib/testing/crash-player.ts'
import { crashStories } from '#lib/testing/crash-stories.ts'
import { mortality } from '#lib/testing/crashing-world.ts'
import { dice } from '#lib/testing/interleavings/dice.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { startTcpServer } from '#lib/testing/tcp-server.ts'

const life = mortality()
let server: Awaited<ReturnType<typeof startTcpServer>>
let till: StoryTill
beforeAll(async () => {
  server = await startTcpServer()
})
afterAll(() => server?.stop())

const played = crashPlayer(() => till, life)
let deaths = 0
let sales = 0
let knocks = 0

/** Each has a till of its own: after five minutes of turned clocks Stripe's knocks are too old, and none would be heard any more. */
function atTwoServers(): void {
  beforeAll(async () => {
    till = await openTill({ wrap: life.wrap, database: await server.database(), servers: 2 })
  })
  afterAll(async () => {
    const { rows } = await till.pool.query<{ heard: number }>(
      'select count(*)::int as heard from stripe_event',
    )
    knocks += rows[0]?.heard ?? 0
    await till.close()
  })
}

afterAll(() => {
  process.stdout.write(
    `\nPostgreSQL over TCP, two servers: ${sales} sales, in ${deaths} of them one server died; ${knocks} webhooks were heard.\n`,
  )
  // Deaths of a till that hears nothing would prove half.
  expect(knocks).toBeGreaterThan(sales)
})

const MOST_STEPS = 120

/** Stories begin alike, so what one of them dies before the next dies after. */
const inTurn = crashStories.map((story, nr) => ({ name: story.name, story, nr }))

describe.each(inTurn)(
  '$name: one of two servers dies at each step, and the other ends it',
  ({ story, nr }) => {
    atTwoServers()
    test('before a call of a port and after it, in turn', { timeout: 300_000 }, async () => {
      let at = 1
      for (; at <= MOST_STEPS; at++) {
        sales++
        if (!(await played(story, { at, when: (at + nr) % 2 ? 'before' : 'after' }))) break
        deaths++
      }
      expect(at).toBeGreaterThan(5)
      expect(at).toBeLessThan(MOST_STEPS)
    })
  },
)

/** So many in a row at one till. */
const A_ROW = 10
const ROWS = [1, 11, 21, 31]
/** What Stripe and the network between do without changing how a story ends. */
const CHANCES = {
  webhook_dropped: 0.15,
  webhook_doubled: 0.3,
  webhook_delayed: 0.2,
  cut_before: 0.08,
  cut_after: 0.08,
  status: 0.05,
}
const optionsOf = (isReader: boolean) => {
  const calls = { method: 'POST', path: isReader ? '/v1/terminal/readers/' : '/v1/payment_intents' }
  return {
    webhook_delayed: { delay_ms: 30 },
    cut_before: calls,
    cut_after: calls,
    status: { ...calls, status: isReader ? 429 : 'lock_timeout' },
  }
}

describe.each(ROWS)(
  'at random, by seed: any story, each button pressed at both servers at once, faults, and one dies; from %i',
  first => {
    atTwoServers()
    const seeds = Array.from({ length: A_ROW }, (_, at) => first + at)
    test.each(seeds)('seed %i', { timeout: 60_000 }, async seed => {
      const random = dice(seed)
      const story = crashStories[Math.floor(random() * crashStories.length)]
      if (!story) throw new Error('no story')
      const at = 1 + Math.floor(random() * 40)
      const when = random() < 0.5 ? 'before' : 'after'
      const options = optionsOf(random() < 0.5)
      await till.control('POST', 'plan', { seed: String(seed), chances: CHANCES, options })
      sales++
      if (await played(story, { at, when }, 2)) deaths++
      await till.calm()
    })
  },
)
