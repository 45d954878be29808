import { isKeyOld } from '#lib/domain/key-age.ts'
import type { Answer, Ending } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'

type Clearing = Pick<World, 'sales' | 'payments' | 'log'>

/** Somebody has taken it for forgotten meanwhile: nothing may be sent under that key any more. */
const LET_GO: Ending<Answer> = {
  outcome: 'unknown',
  answered: false,
  ms: 0,
  problem: {
    code: 'clearing_let_go',
    message: 'The reader is not held for this clearing any more.',
    status: 0,
  },
}

/**
 * Clears a reader that is held for clearing and was compared, and lets go of it. The key is made from the lease, so that whoever finds it settles the same
 * command: once answered, no copy of it can strike later. Without an answer the lease stays.
 */
export async function clearUnderLease(
  { sales, payments, log }: Clearing,
  readerId: string,
  since: number,
): Promise<Ending<Answer>> {
  if (!(await sales.clearingCompared(readerId, since))) return LET_GO
  const request = payments.write({ step: 'cancel_action', readerId })
  const ending = await payments.send(request, `tapline:clearing:${readerId}:${since}`)
  if (ending.outcome === 'unknown' && !ending.answered) return ending
  await sales.endClearing(readerId, since)
  log.warn({ reader: readerId, outcome: ending.outcome }, 'a reader left busy was cleared')
  return ending
}

/** Longer than any answer may take: whoever held it is gone. */
const FORGOTTEN_AFTER_MS = 100_000

/**
 * Clearings whose answer never came, or whose server died. One that had not compared yet has sent nothing and is dropped, as is one older
 * than its key: asked for again it could clear what is on the reader today. Whatever is left there is found by the sweep.
 */
export async function settleClearings(world: Clearing & Pick<World, 'clock'>): Promise<void> {
  const now = world.clock.now()
  for (const { readerId, since, isCompared } of await world.sales.clearings()) {
    if (now - since <= FORGOTTEN_AFTER_MS) continue
    if (isCompared && !isKeyOld(since, now)) await clearUnderLease(world, readerId, since)
    else await world.sales.endClearing(readerId, since)
  }
}
