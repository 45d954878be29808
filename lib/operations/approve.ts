import { consentedIn, wishTold } from '#lib/domain/consent.ts'
import { money } from '#lib/domain/money.ts'
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
  | { readonly kind: 'not_found' }

/** `about` as the refusal gave it: `consentedIn` reads it. */
type Wanted = { readonly permission: Permission; readonly about: string }

type Approving = Pick<World, 'staff' | 'people' | 'pins' | 'tokens' | 'audit' | 'clock' | 'sales' | 'readers'>

type Approved = { readonly token: string; readonly approver: string; readonly expiresAt: number }

/**
 * Somebody who may do a thing consents, at the counter, to somebody else doing it once. The token is good for this permission, this session
 * and a minute, and for nothing but what it was asked `about`, a refund to its amount, held money to what becomes of it; the audit names both people and the thing. A wrong
 * PIN counts as at sign-in.
 */
export async function approve(
  world: Approving,
  { permission, about, ...credential }: Credential & Wanted,
  who: Session,
): Promise<Result<Approved, ApproveRefusal>> {
  const { staff, tokens, audit, clock } = world
  if (verdictOf(who.role, permission) !== 'approval') return refuse(notAllowed(who.role, permission))
  const thing = await thingOf(world, permission, about)
  if (!thing) return refuse({ kind: 'not_found' })
  if ('staffId' in credential) {
    const named = await staff.find(credential.staffId)
    if (!named || !may(named.role, permission)) return refuse({ kind: 'cannot_approve' })
  }
  const asked = { consentTo: permission, consentFor: who.staffName }
  const known = await whoIs(world, credential, who.registerId ?? 'unbound', asked)
  if (!known.ok) return known
  const { id: staffId, name, role, mustChangePin } = known.value
  if (!may(role, permission)) return refuse({ kind: 'cannot_approve' })
  if (mustChangePin && 'pin' in credential) return refuse({ kind: 'pin_change_needed' })

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
  const { amount, wish, ...named } = thing
  await audit.write(
    { ...named, what: 'approve', after: { permission, wish, amount, for: who.staffName } },
    by,
  )
  return ok({ token, approver: name, expiresAt })
}

/** What is consented to, as the audit names it. Undefined when it is not there, or when nothing in particular was named. */
async function thingOf({ sales, readers }: Approving, permission: Permission, about: string) {
  const meant = consentedIn(permission, about)
  if (!meant) return undefined
  if ('readerId' in meant) {
    const reader = await readers.find(meant.readerId)
    if (!reader) return undefined
    const { id, label } = reader
    return { subject: id, named: label, readerId: id, amount: undefined, wish: undefined }
  }
  const loaded = 'saleId' in meant ? await sales.load(meant.saleId) : await sales.loadByTender(meant.tenderId)
  if (!loaded) return undefined
  const minor = 'amountMinor' in meant ? meant.amountMinor : undefined
  const amount = minor === undefined ? undefined : money(minor, loaded.sale.rule.currency)
  return { ...ofSale(loaded.sale), amount, wish: wishTold(meant, loaded.sale) }
}
