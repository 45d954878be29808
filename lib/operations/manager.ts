import type { Role, Session } from '#lib/ports/staff-store.ts'

export type NotAllowed = { readonly kind: 'not_allowed' }

const MANAGERS: ReadonlySet<Role> = new Set<Role>(['owner', 'manager'])

/** Who may stop another register's payment and say what became of money that fits nowhere. */
export const isManager = ({ role }: Pick<Session, 'role'>): boolean => MANAGERS.has(role)
