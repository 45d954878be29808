import { and, asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { ownSessionKey, peopleKey, registersKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { Session, Staff, StaffStore } from '#lib/ports/staff-store.ts'
import type { Clock } from '#lib/ports/world.ts'
import { run, statement } from './connect.ts'
import { makePinTries } from './pin-tries.ts'
import { staff } from './schema/shop.ts'
import { RENEWED, SESSION } from './session-sql.ts'

const FIND_SESSION = statement(
  'session',
  `with ${RENEWED('$1', '$2::bigint')}
   select ${SESSION} as session
   from session join staff on staff.id = session.staff_id and staff.active left join renewed on true
   where session.hash = $1 and session.expires_at > $2::bigint`,
)

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** What tells of it: the lists of who is where. `$n` is the moment. */
const TOLD = (n: string, from: string) => `told as (
  insert into signal (key, version, at) select key, 0, ${n}::bigint
  from unnest(array['${[sessionsKey, ownSessionKey, peopleKey, registersKey].join("','")}']) as key where exists (select from ${from})
  returning id, key, version)`

/** True, once these parts of the statement are done. */
const ALL_LOCKED = (...parts: readonly string[]) =>
  parts.map(part => `(select count(*) from ${part}) >= 0`).join(' and ')

/**
 * One statement, so that a browser never holds two tokens that are good. Person and register are locked: whoever resets a PIN or revokes a
 * register ends the sessions there in the same commit, and either finds this one or is found by it. What ended a week ago goes with it.
 * The person comes first, then the register, then the sessions, as wherever they are taken together: nobody waits in a circle.
 * The audit comes last, as everywhere: it counts what is locked before, because from there to the commit every other entry waits.
 */
const OPEN_SESSION = statement(
  'open_session',
  `with person as (
     select id, name from staff where id = $2 and active and not must_change_pin
       and ($7::text is null or pin_hash = $7) and ($8::text is null or badge_hash = $8) for share
   ), place as (
     select id from register where id = $3 and revoked_at is null and ${ALL_LOCKED('person')}
       and ($9::text is null or exists (select from register_browser where token_hash = $9 and register_id = $3))
     for no key update
   ), opened as (
     insert into session (hash, staff_id, register_id, expires_at, opened_at)
     select $1, person.id, $3::text, $4::bigint, $6::bigint from person
     where $3::text is null or exists (select from place) returning hash
   ), former as (
     delete from session where hash = $5 and exists (select from opened) returning hash, staff_id, register_id, expires_at
   ), swept as (
     delete from session where exists (select from opened) and hash in (
       select hash from session where expires_at < $4::bigint - ${WEEK_MS} for update skip locked)
   ), seen as (
     update register set last_seen_at = $6::bigint where id = $3 and exists (select from opened) returning id
   ), ${TOLD('$6', 'opened')}, audited as (
     insert into audit (at, what, subject, named, staff_id, staff_name, register_id, after)
     select $6::bigint, what, id, name, id, name, place, after
     from (
       select 1 as nth, 'sign_out' as what, staff.id, staff.name, former.register_id as place,
         json_build_object('takenBy', person.name) as after
       from person, former join staff on staff.id = former.staff_id
       where former.hash = $5 and former.expires_at > $6::bigint and former.staff_id <> person.id
       union all
       select 2, 'sign_in', person.id, person.name, $3, json_build_object('with', $10::text) from person, opened
     ) entries
     where ${ALL_LOCKED('former', 'seen', 'told')}
     order by nth
   )
   select (select json_agg(told) from told) as signals, exists (select from person) as "isThem"`,
)

/** The register first, as whoever revokes it takes it before its sessions. */
const CLOSE_SESSION = statement(
  'close_session',
  `with place as (
     select id from register where id = (select register_id from session where hash = $1) for no key update
   ), closed as (
     delete from session where hash = $1 and (select count(*) from place) >= 0 returning staff_id, register_id, expires_at
   ),
   seen as (update register set last_seen_at = $2::bigint from closed where register.id = closed.register_id returning register.id),
   ${TOLD('$2', 'closed')}, audited as (
     insert into audit (at, what, subject, named, staff_id, staff_name, register_id, after)
     select $2::bigint, 'lock_till', staff.id, staff.name, staff.id, staff.name, closed.register_id, json_build_object('because', $3::text)
     from closed join staff on staff.id = closed.staff_id
     where closed.expires_at > $2::bigint and ${ALL_LOCKED('seen', 'told')}
   )
   select coalesce(json_agg(told), '[]') as signals from told`,
)

/** The people of the shop, who is signed in, and how often a PIN was wrong. */
export function makeStaffStore(needs: {
  readonly pool: pg.Pool
  readonly announce: Announce
  readonly clock: Clock
}): StaffStore {
  const { pool, announce, clock } = needs
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
      const { name, role, pinHash, mustChangePin } = staff
      const here = and(eq(staff.id, id), eq(staff.active, true))
      const [row] = await db.select({ name, role, pinHash, mustChangePin }).from(staff).where(here)
      return row && ({ id, ...row } satisfies Staff)
    },
    async openSession({ hash, staffId, registerId, expiresAt, openedAt, with: shown }, replaces, proof = {}) {
      const { pinHash, badgeHash, registerHash } = proof
      const session = [hash, staffId, registerId, expiresAt, replaces ?? null, openedAt]
      const values = [...session, pinHash ?? null, badgeHash ?? null, registerHash ?? null, shown]
      const [row] = await run<Opened>(pool, OPEN_SESSION, values)
      if (!row?.signals) return row?.isThem ? 'no_register' : 'not_them'
      announce(row.signals)
      return 'opened'
    },
    async session(hash, nowMs) {
      const [row] = await run<{ session: Session }>(pool, FIND_SESSION, [hash, nowMs])
      return row?.session
    },
    async closeSession(hash, because) {
      const [row] = await run<Told>(pool, CLOSE_SESSION, [hash, clock.now(), because])
      announce(row?.signals ?? [])
    },
  }
}

type Told = { readonly signals: readonly Signal[] }
type Opened = { readonly signals: readonly Signal[] | null; readonly isThem: boolean }

// People are only added under a StaffId.
const staffIdOf = (id: string) => id as StaffId
