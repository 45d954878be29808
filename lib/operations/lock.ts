import type { LockedBecause } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

/** Leaves the counter. The cart is the register's and stays; a token that is no session any more does no harm. */
export async function lock(
  { staff, tokens }: Pick<World, 'staff' | 'tokens'>,
  sessionToken: string,
  because: LockedBecause,
): Promise<void> {
  await staff.closeSession(tokens.hashOf(sessionToken), because)
}
