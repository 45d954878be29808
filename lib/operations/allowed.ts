import { type NotAllowed, notAllowed, type Permission, verdictOf } from '#lib/domain/permissions.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

/**
 * Whether somebody may do this now, and with whose consent. A consent is used up by being asked about, so this comes once per request and
 * before anything is changed. `approval` is the hash of the token that the browser sent along, `about` names what is asked for, as
 * `consentedIn` reads it: a consent to one thing is none to another.
 */
export async function allowed(
  { audit, clock }: Pick<World, 'audit' | 'clock'>,
  session: Session,
  permission: Permission,
  approval: string | undefined,
  about: string | undefined,
): Promise<Result<Session, NotAllowed>> {
  const verdict = verdictOf(session.role, permission)
  if (verdict === 'yes') return ok(session)
  if (verdict === 'approval' && approval && about) {
    const wanted = { hash: approval, permission, sessionHash: session.hash, about, nowMs: clock.now() }
    const approver = await audit.spendApproval(wanted)
    if (approver) return ok({ ...session, approver })
  }
  return refuse(notAllowed(session.role, permission, about))
}

/**
 * The same for an operation that may have to start over: whoever has consented is asked once, and what they said holds for the whole
 * request. `early` tells whoever has brought no consent before anything is told of the thing itself.
 */
export function allowedOnce(
  world: Pick<World, 'audit' | 'clock'>,
  permission: Permission,
  approval: string | undefined,
  about: string,
) {
  let said: Promise<Result<Session, NotAllowed>> | undefined
  return {
    early: ({ role }: Session): NotAllowed | undefined => {
      const verdict = verdictOf(role, permission)
      const mayBe = verdict === 'yes' || (verdict === 'approval' && approval !== undefined)
      return mayBe ? undefined : notAllowed(role, permission, about)
    },
    ask: (session: Session): Promise<Result<Session, NotAllowed>> => {
      said ??= allowed(world, session, permission, approval, about)
      return said
    },
  }
}

/** Whose doing this is, for the audit. */
export const byOf = ({ staffId, staffName, registerId, approver }: Session, nowMs: number): AuditBy => ({
  staffId,
  staffName,
  registerId,
  approver,
  at: nowMs,
})
