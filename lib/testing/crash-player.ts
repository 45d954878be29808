import type { SaleId } from '#lib/domain/ids.ts'
import { expectEnd } from './crash-end.ts'
import type { Act, CrashStory } from './crash-stories.ts'
import { type CrashPoint, isDead, type mortality } from './crashing-world.ts'
import type { StoryTill } from './open-till.ts'

const LOOKS_BETWEEN_TURNS = 20
const MOST_TURNS = 25

/**
 * Plays a story with a death in it. A server that was alone is followed by another on the same database; of several the rest go on
 * without it, until the story has ended. `fingers` is at how many servers each press is made, at once.
 */
export function crashPlayer(opened: () => StoryTill, life: ReturnType<typeof mortality>) {
  let revived: string | undefined

  async function revive(): Promise<void> {
    if (life.died() === undefined || revived === life.died()) return
    revived = life.died()
    const till = opened()
    const dead = life.dead()
    if (dead && till.worlds().length > 1) await till.bury(dead)
    else await till.restart()
    await till.turn(5_000)
  }

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
      await opened().turn(3_000).catch(unlessDead)
    }
  }

  /** The browser of somebody whose till died under their hands sends the same press again. */
  async function perform(act: Act, saleId: SaleId, fingers: number): Promise<void> {
    const presses = Array.from({ length: act.once ? 1 : fingers }, () => act.does(opened(), saleId))
    const ends = await Promise.allSettled(presses)
    const broken = ends.find(end => end.status === 'rejected' && !isDead(end.reason))
    if (broken?.status === 'rejected') throw broken.reason
    if (ends.every(end => end.status === 'rejected')) {
      await revive()
      await act.does(opened(), saleId)
    }
    await settle(() => act.sees(opened(), saleId))
  }

  /** False when the story was over before the death came. */
  return async function played(story: CrashStory, point: CrashPoint, fingers = 1): Promise<boolean> {
    const till = opened()
    await till.pool.query("update shop set capture_mode = 'automatic', asks_about = 'every'")
    await till.pool.query('update register set two_steps = false')
    if (story.arranged) await till.pool.query(story.arranged)
    life.arm(undefined)
    await till.rest()
    const saleId = await till.sell('Flat white', 2)
    life.arm(point)
    revived = undefined
    try {
      for (const act of story.acts()) await perform(act, saleId, fingers)
      await settle(() => expectEnd(till, story, saleId))
    } catch (error) {
      const died = life.died() ?? `not yet, ${point.when} step ${point.at}`
      throw new Error(`${story.name}: died ${died}`, { cause: error })
    } finally {
      // The next story begins with a till that lives, whatever became of this one. A step that nobody waits for may still be the one.
      await till.rest().catch(unlessDead)
      life.spare()
      await revive()
      await till.fillUp()
    }
    const wasReached = life.died() !== undefined
    life.arm(undefined)
    return wasReached
  }
}

function unlessDead(error: unknown): void {
  if (!isDead(error)) throw error
}
