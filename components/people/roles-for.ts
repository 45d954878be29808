import { ROLE_WORDS } from '#components/words/roles.ts'
import { may, ROLES, type Role } from '#lib/domain/permissions.ts'

/** Only owners make owners. */
export const rolesFor = (role: Role) =>
  ROLES.filter(one => one !== 'owner' || may(role, 'people.owners')).map(one => ({
    value: one,
    words: ROLE_WORDS[one],
  }))
