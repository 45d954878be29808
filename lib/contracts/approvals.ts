import { z } from 'zod/mini'
import type { StaffId } from '#lib/domain/ids.ts'
import { isPermission, type Permission, type Role } from '#lib/domain/permissions.ts'
import { saleId, staffId, tenderId } from './ids.ts'
import { pin } from './pin.ts'
import { badge } from './set-up.ts'

const permission = z.custom<Permission>(value => typeof value === 'string' && isPermission(value))

/** GET /api/approvals?permission=: who could consent to it. */
export const AskWho = z.object({ permission })

/** The sale, or one of its payments. */
const about = z.exactOptional(z.union([saleId, tenderId]))

/** POST /api/approvals: somebody consents to one action of whoever is signed in here, where it can be told for one sale only. */
export const Approve = z.union([
  z.object({ permission, about, staffId, pin }),
  z.object({ permission, about, badge }),
])

export type Approve = z.infer<typeof Approve>

export type ApproversAnswer = {
  readonly people: readonly { readonly id: StaffId; readonly name: string; readonly role: Role }[]
}

/** Sent along with the one request, in the header `x-tapline-approval`. */
export type ApprovalAnswer = {
  readonly token: string
  readonly approver: string
  /** Milliseconds of the server's clock. */
  readonly expiresAt: number
}
