import { z } from 'zod/mini'
import type { WishTold } from '#lib/domain/consent.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import { isPermission, type Permission, type Role } from '#lib/domain/permissions.ts'
import { staffId } from './ids.ts'
import { pin } from './pin.ts'
import { badge } from './set-up.ts'
import { typedText } from './typed-text.ts'

const permission = z.custom<Permission>(value => typeof value === 'string' && isPermission(value))

/** What the refusal said the consent would be for; a screen sends it back as it came. */
const about = typedText(1, 300)

/** GET /api/approvals?permission=&about=: who could consent to it, and what it is. */
export const AskWho = z.object({ permission, about })

/** POST /api/approvals: somebody consents to one thing that whoever is signed in here was refused. */
export const Approve = z.union([
  z.object({ permission, about, staffId, pin }),
  z.object({ permission, about, badge }),
])

export type Approve = z.infer<typeof Approve>

export type ApproversAnswer = {
  readonly people: readonly { readonly id: StaffId; readonly name: string; readonly role: Role }[]
  /** What it is about, as the server knows it; null where that is not there any more. */
  readonly about:
    | {
        readonly saleNumber: number
        readonly amount: Money | null
        /** What is to become of its payment, where the permission alone does not say it. */
        readonly wish: WishTold | null
      }
    | { readonly readerLabel: string }
    | null
}

/** Sent along with the one request, in the header `x-tapline-approval`. */
export type ApprovalAnswer = {
  readonly token: string
  readonly approver: string
  /** Milliseconds of the server's clock. */
  readonly expiresAt: number
}
