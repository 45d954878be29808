import { isServerDriven } from '#lib/domain/reader-models.ts'
import type { World } from '#lib/ports/world.ts'

/** Whoever reads the list has so long for all its pages before another server may try. */
const READ_WITHIN_MS = 60_000

type Watching = Pick<World, 'readers' | 'fleet' | 'clock' | 'log' | 'allowance'>

/**
 * Reads Stripe's list of readers, unless any server has done so within `freshForMs`: one list call for all of them, however many servers and
 * screens there are. True when it was read now.
 */
export async function watchFleet(
  { readers, fleet, clock, log, allowance }: Watching,
  { freshForMs }: { readonly freshForMs: number },
): Promise<boolean> {
  const claimedAt = clock.now()
  if (!(await readers.claimWatch(claimedAt, claimedAt - freshForMs, claimedAt + READ_WITHIN_MS))) return false
  // Nobody's payment waits for it: what the account's limit leaves is enough.
  await allowance.turn()
  const askedAt = clock.now()
  const seen = await fleet.readers()
  if (!seen.ok) {
    log.warn({ code: seen.problem.code }, 'the list of readers could not be read')
    await readers.watchFailed(seen.problem.code)
    return false
  }
  const ours = seen.value.filter(reader => isServerDriven(reader.deviceType))
  await readers.keepFleet(ours, askedAt, clock.now())
  return true
}
