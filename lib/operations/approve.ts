import { isId, type SaleId, type TenderId } from '#lib/domain/ids.ts'
import { may, type NotAllowed, notAllowed, type Permission, verdictOf } from '#lib/domain/permissions.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'
import type { PinRefusal } from './check-pin.ts'
import { ofSale } from './moved-by-hand.ts'
import { type BadgeRefusal, type Credential, whoIs } from './sign-in.ts'

/** Long enough to send one request again. */
const APPROVAL_MS = 60_000

export type ApproveRefusal =
  | PinRefusal
  | BadgeRefusal
  | NotAllowed
  | { readonly kind: 'cannot_approve' }
  | { readonly kind: 'pin_change_needed' }

type Wanted = { readonly permission: Permission; readonly about?: SaleId | TenderId }

type Approved = { readonly token: string; readonly approver: string; readonly expiresAt: number }

/**
 * Somebody who may do a thing consents, at the counter, to somebody else doing it once. The token is good for this permission, this session
 * and a minute, and for the one sale it was asked `about`; the audit names both people and the sale. A wrong PIN counts as at sign-in.
 */
export async function approve(
  world: Pick<World, 'staff' | 'people' | 'pins' | 'tokens' | 'audit' | 'clock' | 'sales'>,
  { permission, about, ...credential }: Credential & Wanted,
  who: Session,
): Promise<Result<Approved, ApproveRefusal>> {
  const { staff, tokens, audit, clock } = world
  if (verdictOf(who.role, permission) !== 'approval') return refuse(notAllowed(who.role, permission))
  if ('staffId' in credential) {
    const named = await staff.find(credential.staffId)
    if (!named || !may(named.role, permission)) return refuse({ kind: 'cannot_approve' })
  }
  const known = await whoIs(world, credential, who.registerId ?? 'unbound')
  if (!known.ok) return known
  const { id: staffId, name, role, mustChangePin } = known.value
  if (!may(role, permission)) return refuse({ kind: 'cannot_approve' })
  if (mustChangePin && 'pin' in credential) return refuse({ kind: 'pin_change_needed' })

  // A cart may be asked about before it has been saved: it has an id then, and no number.
  const sale = about && (await saleOf(world, about))

  const now = clock.now()
  const token = tokens.fresh()
  const expiresAt = now + APPROVAL_MS
  const given = {
    hash: tokens.hashOf(token),
    permission,
    sessionHash: who.hash,
    approverId: staffId,
    subject: about,
  }
  await audit.keepApproval({ ...given, expiresAt })
  const by = byOf({ ...who, approver: { staffId, name } }, now)
  const entry = { subject: about ?? permission, ...(sale && ofSale(sale)), what: 'approve' }
  await audit.write({ ...entry, after: { permission, for: who.staffName } }, by)
  return ok({ token, approver: name, expiresAt })
}

async function saleOf({ sales }: Pick<World, 'sales'>, about: SaleId | TenderId) {
  const loaded = isId('sale', about) ? await sales.load(about) : await sales.loadByTender(about)
  return loaded?.sale
}
