import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crashPlayer } from '#lib/testing/crash-player.ts'
import { crashStories } from '#lib/testing/crash-stories.ts'
import { mortality } from '#lib/testing/crashing-world.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

const life = mortality()
let till: StoryTill
beforeAll(async () => {
  till = await openTill({ wrap: life.wrap })
})
afterAll(() => till?.close())
const played = crashPlayer(() => till, life)

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
