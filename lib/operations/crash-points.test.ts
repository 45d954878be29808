import { afterAll, describe, expect, test } from 'vitest'
import { crashPlayer } from '#lib/testing/crash-player.ts'
import { crashStories } from '#lib/testing/crash-stories.ts'
import { mortality } from '#lib/testing/crashing-world.ts'
import { openTill } from '#lib/testing/open-till.ts'

/** A story has at most so many steps; one that goes on for longer turns in circles. */
const MOST_STEPS = 120

let deaths = 0
let knocks = 0
afterAll(() => {
  process.stdout.write(`\nOne server: ${deaths} deaths, ${knocks} webhooks were heard.\n`)
  // Deaths of a till that hears nothing would prove half.
  expect(knocks).toBeGreaterThan(deaths)
})

describe.each(crashStories)('$name: kill −9 at every step, and the end is the same', story => {
  test.each(['before', 'after'] as const)('%s each call of a port', { timeout: 300_000 }, async when => {
    // A till of its own: after five minutes of turned clocks Stripe's knocks are too old, and none would be heard any more.
    const life = mortality()
    const till = await openTill({ wrap: life.wrap })
    const played = crashPlayer(() => till, life)
    let at = 1
    for (; at <= MOST_STEPS; at++) if (!(await played(story, { at, when }))) break
    deaths += at - 1
    const { rows } = await till.pool.query<{ heard: number }>(
      'select count(*)::int as heard from stripe_event',
    )
    knocks += rows[0]?.heard ?? 0
    await till.close()
    // The last run reached no crash: every step there is has been one.
    expect(at).toBeGreaterThan(5)
    expect(at).toBeLessThan(MOST_STEPS)
  })
})
