import type { SurprisesAnswer } from '#lib/contracts/surprises.ts'
import type { World } from '#lib/ports/world.ts'

const MOST_DEALT = 50

/** What waits for a person, and what people did about the last ones. */
export async function surprisesNow({
  surprises,
  books,
  clock,
}: Pick<World, 'surprises' | 'books' | 'clock'>): Promise<SurprisesAnswer> {
  const [open, dealt, unknown] = await Promise.all([
    surprises.open(),
    surprises.dealt(MOST_DEALT),
    books.unknown(MOST_DEALT),
  ])
  return { open, dealt, unknown, now: clock.now() }
}
