import { and, asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { StaffId } from '#lib/domain/ids.ts'
import type { Session, Staff, StaffStore } from '#lib/ports/staff-store.ts'
import { run, statement } from './connect.ts'
import { makePinTries } from './pin-tries.ts'
import { session, staff } from './schema/shop.ts'
import { RENEWED, SESSION } from './session-sql.ts'

const FIND_SESSION = statement(
  'session',
  `with ${RENEWED('$1', '$2::bigint')}
   select ${SESSION} as session
   from session join staff on staff.id = session.staff_id and staff.active left join renewed on true
   where session.hash = $1 and session.expires_at > $2::bigint`,
)

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** One statement, so that a browser never holds two tokens that are good. What ended a week ago goes with it. */
const OPEN_SESSION = statement(
  'open_session',
  `with former as (delete from session where hash = $5 or expires_at < $4::bigint - ${WEEK_MS})
   insert into session (hash, staff_id, register_id, expires_at) values ($1, $2, $3, $4::bigint)`,
)

/** The people of the shop, who is signed in, and how often a PIN was wrong. */
export function makeStaffStore({ pool }: { readonly pool: pg.Pool }): StaffStore {
  const db = drizzle(pool)
  return {
    ...makePinTries(pool),
    async list() {
      const { id, name, role } = staff
      const rows = await db
        .select({ id, name, role })
        .from(staff)
        .where(eq(staff.active, true))
        .orderBy(asc(name))
      return rows.map(row => ({ ...row, id: staffIdOf(row.id) }))
    },
    async find(id) {
      const { name, role, pinHash } = staff
      const here = and(eq(staff.id, id), eq(staff.active, true))
      const [row] = await db.select({ name, role, pinHash }).from(staff).where(here)
      return row && ({ id, ...row } satisfies Staff)
    },
    async openSession({ hash, staffId, registerId, expiresAt }, replaces) {
      await run(pool, OPEN_SESSION, [hash, staffId, registerId, expiresAt, replaces ?? null])
    },
    async session(hash, nowMs) {
      const [row] = await run<{ session: Session }>(pool, FIND_SESSION, [hash, nowMs])
      return row?.session
    },
    async closeSession(hash) {
      await db.delete(session).where(eq(session.hash, hash))
    },
  }
}

// Only `found` writes people, and it is handed a StaffId.
const staffIdOf = (id: string) => id as StaffId
