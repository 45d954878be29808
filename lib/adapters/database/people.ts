import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { ownSessionKey, peopleKey, registerKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type {
  People,
  PersonChange,
  PersonRefusal,
  PersonSet,
  SessionSeen,
  SessionsEnded,
} from '#lib/ports/people.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { endSessions, type Tx, tell } from './end-sessions.ts'
import { endWait } from './pin-tries.ts'
import { register, session, staff } from './schema/shop.ts'
import { SESSION_IDLE_MS } from './session-sql.ts'

type Database = ReturnType<typeof drizzle>

const OF_BADGE = statement('of_badge', 'select id from staff where badge_hash = $1 and active')

/** The people of the shop as the office changes them, and where they are signed in. */
export function makePeople(needs: { readonly pool: pg.Pool; readonly announce: Announce }): People {
  const { pool, announce } = needs
  const db = drizzle(pool)
  return {
    all: nowMs => allPeople(db, nowMs),
    async add(person, by) {
      const signals = await db.transaction(async tx => {
        await tx.insert(staff).values(person)
        const told = await tell(tx, [peopleKey], by.at)
        const after = { name: person.name, role: person.role }
        await appendAudit(tx, { what: 'add_person', subject: person.id, named: person.name, after }, by)
        return told
      })
      announce(signals)
    },
    async change(change, by) {
      const done = await changePerson(db, change, by)
      if (!done.ok) return done
      announce(done.value)
      return ok('changed')
    },
    async ofBadge(sealed) {
      const [row] = await run<{ id: StaffId }>(pool, OF_BADGE, [sealed])
      return row?.id
    },
    sessions: nowMs => sessionsNow(db, nowMs),
    async endSessions(which, by) {
      const { ended, signals } = await db.transaction(async tx => {
        const person = await whose(tx, which)
        const done = await endSessions(tx, endedBy(which), by.at)
        if (done.ended > 0) await appendAudit(tx, endingOf(which, person, done), by)
        return done
      })
      announce(signals)
      return ended
    },
  }
}

async function allPeople(db: Database, nowMs: number) {
  const { id, name, role, active, badgeHash, mustChangePin, version } = staff
  const rows = await db
    .select({
      id,
      name,
      role,
      active,
      hasBadge: sql<boolean>`${badgeHash} is not null`,
      mustChangePin,
      version,
      sessions: sql<number>`(select count(*)::int from session s where s.staff_id = staff.id and s.expires_at > ${nowMs})`,
    })
    .from(staff)
    .orderBy(asc(name), asc(id))
  return rows.map(row => ({ ...row, id: staffIdOf(row.id) }))
}

/** Row by row: two who change the same person come one after the other, and the second is told. */
async function changePerson(
  db: Database,
  { staffId, expected, expectedPin, what, set, ends }: PersonChange,
  by: AuditBy,
): Promise<Result<readonly Signal[], PersonRefusal>> {
  try {
    return await db.transaction(async tx => {
      const here = eq(staff.id, staffId)
      const [before] = await tx.select().from(staff).where(here).for('update')
      if (!before) return refuse({ kind: 'not_found' })
      const isAsSeen = before.version === (expected ?? before.version)
      const isPinKnown = before.pinHash === (expectedPin ?? before.pinHash)
      if (!isAsSeen || !isPinKnown) return refuse({ kind: 'changed_meanwhile' })
      await tx
        .update(staff)
        .set({ ...set, version: before.version + 1 })
        .where(here)
      // Reset by somebody else; with a PIN of one's own choosing nobody could end a wait that others' tries have earned.
      if (set.pinHash !== undefined && set.mustChangePin) await endWait(tx, staffId, by.at)
      const ended = ends ? await endPersons(tx, staffId, ends.but, by.at) : undefined
      const keys = set.name === undefined && set.role === undefined ? [peopleKey] : REPAINTED
      const signals = [...(ended?.signals ?? []), ...(await tell(tx, keys, by.at))]
      const entry = { what, subject: staffId, named: before.name, ...shownOf(before, set, ended?.sessions) }
      await appendAudit(tx, entry, by)
      return ok(signals)
    })
  } catch (error) {
    if (brokeRule(error) === 'an_owner_remains') return refuse({ kind: 'last_owner' })
    throw error
  }
}

/** A name or a role is on more screens than the list. */
const REPAINTED = [peopleKey, sessionsKey, ownSessionKey, registerKey]

const endPersons = (tx: Tx, staffId: StaffId, but: string | undefined, at: number) =>
  endSessions(tx, endedBy({ staffId, ...(but === undefined ? {} : { but }) }), at)

/** What changed, for the audit: what people see of it, never a hash. */
function shownOf(before: typeof staff.$inferSelect, set: PersonSet, sessions: readonly string[] = []) {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  for (const field of ['name', 'role', 'active', 'mustChangePin'] as const) {
    if (set[field] === undefined || set[field] === before[field]) continue
    was[field] = before[field]
    is[field] = set[field]
  }
  if (set.badgeHash !== undefined) {
    was.badge = before.badgeHash !== null
    is.badge = set.badgeHash !== null
  }
  if (set.pinHash !== undefined) is.pin = 'another one'
  // Those that ended with it.
  if (sessions.length > 0) is.sessions = sessions
  return { before: was, after: is }
}

async function sessionsNow(db: Database, nowMs: number): Promise<readonly SessionSeen[]> {
  const rows = await db
    .select({
      id: session.id,
      hash: session.hash,
      staffId: staff.id,
      staffName: staff.name,
      role: staff.role,
      registerId: session.registerId,
      registerName: register.name,
      since: session.openedAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .innerJoin(staff, eq(staff.id, session.staffId))
    .leftJoin(register, eq(register.id, session.registerId))
    .where(sql`${session.expiresAt} > ${nowMs} and ${staff.active}`)
    .orderBy(asc(staff.name), asc(session.openedAt))
  return rows.map(({ expiresAt, ...row }) => ({
    ...row,
    staffId: staffIdOf(row.staffId),
    // Registers are written under a RegisterId.
    registerId: row.registerId as SessionSeen['registerId'],
    lastSeen: expiresAt - SESSION_IDLE_MS,
  }))
}

function endedBy(which: SessionsEnded) {
  if ('id' in which) return eq(session.id, which.id)
  if ('everybody' in which) return ne(session.hash, which.but)
  const theirs = eq(session.staffId, which.staffId)
  return which.but === undefined ? theirs : and(theirs, ne(session.hash, which.but))
}

type Whose = { readonly id: string; readonly name: string }

/** The person whose sessions end, for the audit; undefined when they are everybody's. */
async function whose(tx: Tx, which: SessionsEnded): Promise<Whose | undefined> {
  if ('everybody' in which) return undefined
  const { id, name } = staff
  const [person] =
    'id' in which
      ? await tx
          .select({ id, name })
          .from(staff)
          .innerJoin(session, eq(session.staffId, staff.id))
          .where(eq(session.id, which.id))
      : await tx.select({ id, name }).from(staff).where(eq(staff.id, which.staffId))
  return person
}

type Ended = Awaited<ReturnType<typeof endSessions>>

function endingOf(which: SessionsEnded, person: Whose | undefined, { ended, sessions }: Ended) {
  const of = { subject: person?.id ?? 'shop', named: person?.name, after: { ended, sessions } }
  if ('id' in which) return { what: 'sign_out_browser', ...of }
  return { what: 'everybody' in which ? 'sign_out_everybody' : 'sign_out_person', ...of }
}

/** The rule of the database that was broken, if that is what happened. */
function brokeRule(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return typeof cause === 'object' && cause !== null && 'constraint' in cause
    ? String(cause.constraint)
    : undefined
}

// People are only added under a StaffId.
const staffIdOf = (id: string) => id as StaffId
