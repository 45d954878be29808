import type { SurprisesAnswer } from '#lib/contracts/surprises.ts'
import type { World } from '#lib/ports/world.ts'

const MOST_DEALT = 50

/** What waits for a person, and what people did about the last ones. */
export async function surprisesNow({
  surprises,
  clock,
}: Pick<World, 'surprises' | 'clock'>): Promise<SurprisesAnswer> {
  const [open, dealt] = await Promise.all([surprises.open(), surprises.dealt(MOST_DEALT)])
  return { open, dealt, now: clock.now() }
}
