import { ownSessionKey } from '#lib/contracts/keys.ts'
import type { Signal } from '#lib/ports/live.ts'
import type { World } from '#lib/ports/world.ts'

/** Whether the session of a live line has been ended by what was just announced: whoever is nobody any more hears nothing more. */
export function signedOutBy(
  { staff, clock, log }: Pick<World, 'staff' | 'clock' | 'log'>,
  sessionHash: string,
): (signal: Signal) => Promise<boolean> {
  return async ({ key }) => {
    if (key !== ownSessionKey) return false
    try {
      return (await staff.session(sessionHash, clock.now())) === undefined
    } catch (error) {
      // A database that is away says nothing about the session: the next signal asks again.
      log.warn({ err: error }, 'a session was not looked at')
      return false
    }
  }
}
