import { isKeyOld } from '#lib/domain/key-age.ts'
import type { Answer, Ending } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'

type Clearing = Pick<World, 'sales' | 'payments' | 'log'>

/**
 * Clears a reader that is held for clearing, and lets go of it. The key is made from the lease, so that whoever finds it settles the same
 * command: once answered, no copy of it can strike later. Without an answer the lease stays.
 */
export async function clearUnderLease(
  { sales, payments, log }: Clearing,
  readerId: string,
  since: number,
): Promise<Ending<Answer>> {
  const request = payments.write({ step: 'cancel_action', readerId })
  const ending = await payments.send(request, `tapline:clearing:${readerId}:${since}`)
  if (ending.outcome === 'unknown' && !ending.answered) return ending
  await sales.endClearing(readerId)
  log.warn({ reader: readerId, outcome: ending.outcome }, 'a reader left busy was cleared')
  return ending
}

/** Longer than any answer may take: whoever held it is gone. */
const FORGOTTEN_AFTER_MS = 100_000

/**
 * Clearings whose answer never came, or whose server died. One older than its key is dropped: asked for again it could clear what is on
 * the reader today. Whatever is left there is found by the sweep.
 */
export async function settleClearings(world: Clearing & Pick<World, 'clock'>): Promise<void> {
  const now = world.clock.now()
  for (const { readerId, since } of await world.sales.clearings()) {
    if (isKeyOld(since, now)) await world.sales.endClearing(readerId)
    else if (now - since > FORGOTTEN_AFTER_MS) await clearUnderLease(world, readerId, since)
  }
}
