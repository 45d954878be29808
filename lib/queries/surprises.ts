import type { OldestSurpriseAnswer, SurprisesAnswer } from '#lib/contracts/surprises.ts'
import type { World } from '#lib/ports/world.ts'

const MOST_DEALT = 50
const MOST_UNKNOWN = 50

/** What waits for a person, and what people did about the last ones. */
export async function surprisesNow({
  surprises,
  books,
  clock,
}: Pick<World, 'surprises' | 'books' | 'clock'>): Promise<SurprisesAnswer> {
  const [open, dealt, unknown] = await Promise.all([
    surprises.open(),
    surprises.dealt(MOST_DEALT),
    books.unknown(MOST_UNKNOWN),
  ])
  return { open, dealt, unknown: unknown.listed, unknownWaiting: unknown.waiting, now: clock.now() }
}

/** What a counter says of it: that there is something, and what came first. */
export async function oldestSurprise({ surprises }: Pick<World, 'surprises'>): Promise<OldestSurpriseAnswer> {
  const [oldest] = await surprises.open(1)
  return { oldest: oldest ?? null }
}
