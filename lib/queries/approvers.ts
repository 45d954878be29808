import type { ApproversAnswer } from '#lib/contracts/approvals.ts'
import { may, type Permission } from '#lib/domain/permissions.ts'
import type { World } from '#lib/ports/world.ts'

/** Who could consent to it at this counter, by name. */
export async function approversOf(
  { staff }: Pick<World, 'staff'>,
  permission: Permission,
): Promise<ApproversAnswer> {
  const people = await staff.list()
  return { people: people.filter(({ role }) => may(role, permission)) }
}
