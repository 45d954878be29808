import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { readersKey, registerKey } from '#lib/contracts/keys.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { Readers } from '#lib/ports/readers.ts'
import { appendAudit } from './audit.ts'
import { run, type Statement, statement } from './connect.ts'
import { signal } from './schema/diary.ts'
import { readerLease } from './schema/payment.ts'
import { fleetWatch, readerMove } from './schema/readers.ts'
import { reader, register } from './schema/shop.ts'

const CLAIM = statement(
  'claim_fleet_watch',
  `insert into fleet_watch (one, claimed_until) values (true, $3::bigint)
   on conflict (one) do update set claimed_until = excluded.claimed_until
   where fleet_watch.claimed_until <= $1::bigint and coalesce(fleet_watch.checked_at, 0) <= $2::bigint
   returning one`,
)

/**
 * What Stripe says, laid over our rows. A row that was written after Stripe was asked knows better and is left alone. What is on a reader
 * that somebody here holds is theirs, and not kept: what is kept is on it without anybody's lease.
 */
const LAID = `seen as (
    select id, label, device_type, location_id, location_name, serial_number, software_version, ip_address, status, last_seen_at,
      case when not is_held then busy_type end as busy_type, case when not is_held then busy_intent end as busy_intent
    from (
      select x.*, exists (select from reader_lease l where l.reader_id = x.id) as is_held
      from jsonb_to_recordset($1::jsonb) as x(
        id text, label text, device_type text, location_id text, location_name text, serial_number text, software_version text,
        ip_address text, status text, last_seen_at bigint, busy_type text, busy_intent text)
    ) told
  ), older as (
    select * from reader where checked_at is null or checked_at <= $2::bigint
  ), fresh as (
    select seen.*, same_busy, case when same_busy then older.busy_since when seen.busy_type is not null then $3::bigint end as busy_since,
      older.id is null or older.removed_at is not null or not same_busy or older.checked_at = older.busy_since
        or (older.label, older.location_id, older.location_name, older.software_version, older.ip_address, older.status,
          older.serial_number) is distinct from (seen.label, seen.location_id, seen.location_name, seen.software_version,
          seen.ip_address, seen.status, seen.serial_number) as changed
    from seen left join older on older.id = seen.id, lateral (
      select older.busy_type is not distinct from seen.busy_type
        and older.busy_intent is not distinct from seen.busy_intent as same_busy) compared
    where older.id is not null or not exists (select from reader where reader.id = seen.id)
  ), put as (
    insert into reader (id, label, device_type, location_id, location_name, serial_number, software_version, ip_address,
      status, last_seen_at, busy_type, busy_intent, busy_since, checked_at)
    select id, label, device_type, location_id, location_name, serial_number, software_version, ip_address, status,
      last_seen_at, busy_type, busy_intent, busy_since, $3::bigint
    from fresh
    on conflict on constraint one_reader_one_row do update set label = excluded.label, device_type = excluded.device_type,
      location_id = excluded.location_id, location_name = excluded.location_name, serial_number = excluded.serial_number,
      software_version = excluded.software_version, ip_address = excluded.ip_address, status = excluded.status,
      last_seen_at = excluded.last_seen_at, busy_type = excluded.busy_type, busy_intent = excluded.busy_intent,
      busy_since = excluded.busy_since, checked_at = excluded.checked_at, removed_at = null
  )`

/** Said to the screens only when something changed that they show: that an online reader was seen again is not worth a word. */
const KEEP_ALL = statement(
  'keep_fleet',
  `with ${LAID}, gone as (
    update reader set removed_at = $3::bigint, checked_at = $3::bigint, busy_type = null, busy_intent = null, busy_since = null
    from older
    where reader.id = older.id and older.removed_at is null and reader.id not in (select id from seen)
    returning reader.id
  ), before as (
    select problem from fleet_watch
  ), watched as (
    update fleet_watch set checked_at = $3::bigint, problem = null, claimed_until = 0
  )
  insert into signal (key, version, at)
  select $4, 0, $3::bigint
  where exists (select from fresh where changed) or exists (select from gone)
    or exists (select from before where problem is not null)
  returning id, key, version`,
)

/** One reader alone: nothing else is taken for gone. */
const KEEP_ONE = statement(
  'keep_reader',
  `with ${LAID} insert into signal (key, version, at) select $4, 0, $3::bigint where exists (select from fresh where changed)
   returning id, key, version`,
)

type Fleetly = Pick<
  Readers,
  'claimWatch' | 'keepFleet' | 'watchFailed' | 'keep' | 'hold' | 'letGo' | 'forgottenHolds' | 'remove'
>

/** Our copy of Stripe's readers, and who holds one for the office. */
export function makeReaderFleet({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): Fleetly {
  const db = drizzle(pool)
  const signalAll = (keys: readonly string[], at: number) => keys.map(key => ({ key, version: 0, at }))
  return {
    claimWatch: async (nowMs, sinceMs, untilMs) =>
      (await run(pool, CLAIM, [nowMs, sinceMs, untilMs])).length > 0,
    async keepFleet(readers, askedAt, nowMs) {
      announce(await laid(pool, KEEP_ALL, readers, askedAt, nowMs))
    },
    async watchFailed(problem) {
      await db.update(fleetWatch).set({ problem, claimedUntil: 0 })
    },
    async keep(one, nowMs, told) {
      announce(
        await inTransaction(pool, async client => {
          const said = await laid(client, KEEP_ONE, [one], nowMs, nowMs)
          if (told) await appendAudit(drizzle(client), told.entry, told.by)
          return said
        }),
      )
    },
    hold: (readerId, holder, since, told) =>
      db.transaction(async tx => {
        const row = { readerId, holder, since, doubtful: false }
        const taken = await tx.insert(readerLease).values(row).onConflictDoNothing().returning()
        if (taken.length > 0 && told) await appendAudit(tx, told.entry, told.by)
        return taken.length > 0
      }),
    async letGo(readerId, holder) {
      await db
        .delete(readerLease)
        .where(and(eq(readerLease.readerId, readerId), eq(readerLease.holder, holder)))
    },
    forgottenHolds: beforeMs =>
      db
        .select({ readerId: readerLease.readerId, since: readerLease.since })
        .from(readerLease)
        .where(
          and(
            eq(readerLease.holder, 'office'),
            lt(readerLease.since, beforeMs),
            notExists(
              db
                .select({ one: sql`1` })
                .from(readerMove)
                .where(
                  sql`${readerMove.readerId} = ${readerLease.readerId} and ${readerMove.endedAt} is null`,
                ),
            ),
          ),
        ),
    async remove(readerId, nowMs, told) {
      announce(
        await db.transaction(async tx => {
          const gone = {
            removedAt: nowMs,
            checkedAt: nowMs,
            busyType: null,
            busyIntent: null,
            busySince: null,
          }
          await tx.update(reader).set(gone).where(eq(reader.id, readerId))
          await tx
            .update(register)
            .set({ readerId: null, version: sql`${register.version} + 1` })
            .where(eq(register.readerId, readerId))
          await tx
            .delete(readerLease)
            .where(and(eq(readerLease.readerId, readerId), eq(readerLease.holder, 'office')))
          const said = await tx
            .insert(signal)
            .values(signalAll([readersKey, registerKey], nowMs))
            .returning()
          if (told) await appendAudit(tx, told.entry, told.by)
          return said
        }),
      )
    },
  }
}

type Said = { readonly id: string; readonly key: string; readonly version: string }

/** Returns what there is to announce. */
async function laid(
  database: pg.Pool | pg.PoolClient,
  { name, text }: Statement,
  readers: readonly FleetReader[],
  askedAt: number,
  nowMs: number,
): Promise<readonly Signal[]> {
  const values = [JSON.stringify(readers.map(rowOf)), askedAt, nowMs, readersKey]
  const { rows } = await database.query<Said>({ name, text, values })
  return rows.map(({ id, key, version }) => ({ id: Number(id), key, version: Number(version) }))
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function rowOf(one: FleetReader) {
  return {
    id: one.readerId,
    label: one.label,
    device_type: one.deviceType,
    location_id: one.locationId ?? '',
    location_name: one.locationName ?? null,
    serial_number: one.serialNumber,
    software_version: one.softwareVersion ?? null,
    ip_address: one.ipAddress ?? null,
    status: one.status,
    last_seen_at: one.lastSeenAt,
    busy_type: one.busyWith?.type ?? null,
    busy_intent: one.busyWith?.paymentIntent ?? null,
  }
}
