import type { KnockEnding, KnockTally } from '#lib/ports/knocks.ts'
import type { WebhookDoor } from '#lib/ports/webhook-secrets.ts'
import type { World } from '#lib/ports/world.ts'

const MINUTE_MS = 60_000

type Counting = { count: number; lastAt: number }

/** Counted in memory and written down now and then: a flood of forged knocks must not become a load on the database. */
const here = globalThis as { taplineKnocks?: Map<string, Counting> }

const counts = (): Map<string, Counting> => {
  here.taplineKnocks ??= new Map()
  return here.taplineKnocks
}

export function countKnock(door: WebhookDoor, ending: KnockEnding, nowMs: number): void {
  const minute = nowMs - (nowMs % MINUTE_MS)
  const key = `${minute} ${door} ${ending}`
  const known = counts().get(key)
  if (known) {
    known.count += 1
    known.lastAt = nowMs
  } else counts().set(key, { count: 1, lastAt: nowMs })
}

/** Writes down what was counted since the last time. What could not be written is kept for the next. */
export async function writeKnocks({ knocks }: Pick<World, 'knocks'>): Promise<void> {
  const taken = [...counts()]
  if (taken.length === 0) return
  counts().clear()
  try {
    await knocks.add(taken.map(([key, counted]) => tallyOf(key, counted)))
  } catch (error) {
    for (const [key, { count, lastAt }] of taken) {
      const since = counts().get(key)
      counts().set(key, { count: count + (since?.count ?? 0), lastAt: since?.lastAt ?? lastAt })
    }
    throw error
  }
}

function tallyOf(key: string, counted: Counting): KnockTally {
  const [minute, door, ending] = key.split(' ')
  // True because `countKnock` wrote the key from these three.
  return { minute: Number(minute), door: door as WebhookDoor, ending: ending as KnockEnding, ...counted }
}
