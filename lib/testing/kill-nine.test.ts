import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#lib/bench/storm/audit.ts'
import { newMemory } from '#lib/bench/storm/memory.ts'
import { openShop, type Shop } from '#lib/bench/storm/open-shop.ts'
import { diceOf } from '#lib/bench/storm/random.ts'
import { loadRecords } from '#lib/bench/storm/records.ts'
import { openStage, type Stage } from '#lib/bench/storm/stage.ts'
import { build } from '#lib/launcher/build.js'
import { openKillDesk } from './kill-desk.ts'
import { killStories } from './kill-stories.ts'

const folder = mkdtempSync(join(tmpdir(), 'tapline-kill-'))
chmodSync(folder, 0o711)
let stage: Stage
let shop: Shop
beforeAll(async () => {
  await build()
  const size = { minutes: 0, payments: 0, servers: 1, postgres: false, killEvery: 0 } as const
  stage = await openStage({ ...size, seed: 9, registers: REGISTERS, folder })
  await stage.servers[0].start()
  shop = await openShop(stage, REGISTERS, diceOf('kill −9'))
}, 600_000)
afterAll(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Of five registers two share a reader; these are so many that each story has a reader of its own. */
const REGISTERS = Math.ceil((killStories.length * 5) / 4)

let deaths = 0
afterAll(() => {
  process.stdout.write(`\nkill −9 of the real server: ${deaths} calls to Stripe were under way.\n`)
})

/** There is no hook in the server: Stripe keeps its calls waiting, and while they wait it is killed. */
describe('the real server is killed with −9 while Stripe has its calls, and starts again', () => {
  test.each([
    { when: 'before Stripe has carried it out', executed: false },
    { when: 'after Stripe has carried it out, before the answer', executed: true },
  ])(
    '$when: charge, cancel, capture and refund end as they would have',
    async ({ executed }) => {
      await stage.pool.query('update register set current_sale_id = null, two_steps = false')
      const played = killStories.map((story, at) => ({ story, desk: openKillDesk(stage, shop, at) }))
      for (const { story, desk } of played) await story.before(desk)

      const pressed: { readonly again: () => Promise<unknown> }[] = []
      for (const { story, desk } of played) {
        const isHeld = await desk.hold(await story.path(desk), executed)
        const press = await story.press(desk)
        void desk.send(press)
        await isHeld()
        pressed.push({ again: () => desk.send(press) })
      }
      expect(await underWay()).toEqual(killStories.map(({ step }) => step).toSorted())
      await stage.servers[0].kill()
      deaths += killStories.length
      await stage.servers[0].start()

      // The browser has had no answer, so it sends the same press again.
      await Promise.all(pressed.map(({ again }) => again()))
      await Promise.all(
        played.map(async ({ story, desk }) => {
          await story.after?.(desk)
          await expect.poll(() => desk.told(), { timeout: 90_000, interval: 100 }).toEqual(story.end)
        }),
      )
    },
    240_000,
  )

  test('and the books are right, Stripe’s late work included', async () => {
    await loadRecords(stage.pool, stage.stripe, newMemory())
    expect(await audit(stage.pool)).toEqual([])
  })
})

async function underWay(): Promise<readonly string[]> {
  const { rows } = await stage.pool.query<{ step: string }>('select step from call where outcome is null')
  return rows.map(({ step }) => step).toSorted()
}
