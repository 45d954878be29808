import type { Role } from '#lib/domain/permissions.ts'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  manager: 'Manager',
  lead: 'Lead',
  cashier: 'Cashier',
}
