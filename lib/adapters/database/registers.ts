import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { cardSettingsKey, lampsKey, registerKey, registersKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { RegisterId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { RegisterRefusal, RegisterSeen, RegisterSettings, Registers } from '#lib/ports/registers.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { makeCounterSettings } from './counter-settings.ts'
import { endSessions, tell } from './end-sessions.ts'
import { register, registerBrowser, registerCode, session } from './schema/shop.ts'
import { SESSION_IDLE_MS } from './session-sql.ts'

type Database = ReturnType<typeof drizzle>

const ALL = statement(
  'registers',
  `select json_build_object(
     'id', r.id, 'name', r.name, 'readerId', r.reader_id, 'readerLabel', reader.label, 'locationId', r.location_id,
     'printer', r.printer, 'drawerKick', r.drawer_kick, 'floatMinor', r.float, 'twoSteps', r.two_steps,
     'readerBusy', exists (select from reader_lease where reader_id = r.reader_id),
     'version', r.settings_version, 'revokedAt', r.revoked_at,
     'browsers', (select count(*) from register_browser where register_id = r.id),
     'people', coalesce(there.people, '[]'::json),
     'lastSeenAt', greatest(r.last_seen_at, there.last_seen),
     'codeUntil', (select expires_at from register_code where register_id = r.id and expires_at > $1::bigint),
     'openSale', (select json_build_object('id', s.id, 'number', s.number,
         'total', json_build_object('minor', s.total, 'currency', s.currency))
       from sale s where s.id = r.current_sale_id and s.status = 'open')
   ) as register
   from register r
   left join reader on reader.id = r.reader_id
   left join lateral (
     select json_agg(distinct staff.name) as people, max(session.expires_at) - ${SESSION_IDLE_MS} as last_seen
     from session join staff on staff.id = session.staff_id and staff.active
     where session.register_id = r.id and session.expires_at > $1::bigint
   ) there on true
   order by r.position`,
)

/**
 * Spends the code, binds the browser and writes down that it did, in one statement: of two browsers that type the same code, one is the
 * register. Who typed it nobody knows.
 */
const BIND = statement(
  'bind_browser',
  `with spent as (
     delete from register_code where code_hash = $1 and expires_at > $3::bigint returning register_id
   ), back as (
     update register set revoked_at = null, last_seen_at = $3::bigint from spent where register.id = spent.register_id
     returning register.id, register.name
   ), former as (
     delete from register_browser where token_hash = $4 and exists (select from spent)
   ), bound as (
     insert into register_browser (token_hash, register_id) select $2, id from back
   ), told as (
     insert into signal (key, version, at) select $5, 0, $3::bigint from back returning id, key, version
   ), audited as (
     insert into audit (at, what, subject, named, staff_name, register_id)
     select $3::bigint, 'bind_register', back.id, back.name, 'Somebody with its code', back.id from back
     where (select count(*) from told) >= 0
   )
   select back.id, back.name, (select json_agg(told) from told) as signals from back`,
)

/** The registers as the office changes them. */
export function makeRegisters(needs: { readonly pool: pg.Pool; readonly announce: Announce }): Registers {
  const { pool, announce } = needs
  const db = drizzle(pool)
  return {
    ...makeCounterSettings({ db, announce }),
    async all(nowMs) {
      const rows = await run<{ register: RegisterSeen }>(pool, ALL, [nowMs])
      return rows.map(row => row.register)
    },
    async add({ id, ...settings }, by) {
      const signals = await db.transaction(async tx => {
        await tx.insert(register).values({ id, ...settings })
        const told = await tell(tx, LISTS, by.at)
        await appendAudit(
          tx,
          { what: 'add_register', subject: id, named: settings.name, after: settings },
          by,
        )
        return told
      })
      announce(signals)
    },
    async change(registerId, expected, set, by) {
      const done = await changeRegister(db, { registerId, expected, set }, by)
      if (!done.ok) return done
      announce(done.value)
      return ok('changed')
    },
    giveCode: (registerId, code, by) => giveCode(db, announce, { registerId, ...code }, by),
    async bind({ codeHash, tokenHash, replaces, nowMs }) {
      type Row = { id: RegisterId; name: string; signals: Signal[] }
      const values = [codeHash, tokenHash, nowMs, replaces ?? null, registersKey]
      const [row] = await run<Row>(pool, BIND, values)
      if (!row) return undefined
      announce(row.signals)
      return { id: row.id, name: row.name }
    },
    revoke: (registerId, by) => revoke(db, announce, registerId, by),
  }
}

/** Where registers are listed, by name or by what they have. */
const LISTS = [registersKey, cardSettingsKey]

type Changing = {
  readonly registerId: RegisterId
  readonly expected: number
  readonly set: RegisterSettings
}

const changeRegister = (
  db: Database,
  { registerId, expected, set }: Changing,
  by: AuditBy,
): Promise<Result<readonly Signal[], RegisterRefusal>> =>
  db.transaction(async tx => {
    const here = eq(register.id, registerId)
    const [before] = await tx.select().from(register).where(here).for('update')
    if (!before) return refuse({ kind: 'not_found' })
    if (before.settingsVersion !== expected) return refuse({ kind: 'changed_meanwhile' })
    await tx
      .update(register)
      .set({ ...set, settingsVersion: expected + 1, version: before.version + 1 })
      .where(here)
    const signals = await tell(tx, [...LISTS, registerKey, lampsKey, sessionsKey], by.at)
    await appendAudit(
      tx,
      { what: 'change_register', subject: registerId, named: before.name, ...differenceOf(before, set) },
      by,
    )
    return ok(signals)
  })

/** Only what changed goes into the audit. */
function differenceOf(before: RegisterSettings, set: RegisterSettings) {
  const fields = ['name', 'readerId', 'locationId', 'printer', 'drawerKick', 'floatMinor'] as const
  const changed = fields.filter(field => before[field] !== set[field])
  const of = (settings: RegisterSettings) =>
    Object.fromEntries(changed.map(field => [field, settings[field]]))
  return { before: of(before), after: of(set) }
}

type Code = { readonly registerId: RegisterId; readonly hash: string; readonly expiresAt: number }

async function giveCode(
  db: Database,
  announce: Announce,
  { registerId, hash: codeHash, expiresAt }: Code,
  by: AuditBy,
): Promise<boolean> {
  const signals = await db.transaction(async tx => {
    const here = eq(register.id, registerId)
    const [found] = await tx.select({ name: register.name }).from(register).where(here).for('update')
    if (!found) return undefined
    await tx
      .insert(registerCode)
      .values({ codeHash, registerId, expiresAt })
      .onConflictDoUpdate({ target: registerCode.registerId, set: { codeHash, expiresAt } })
    const told = await tell(tx, [registersKey], by.at)
    await appendAudit(tx, { what: 'give_register_code', subject: registerId, named: found.name }, by)
    return told
  })
  if (signals) announce(signals)
  return signals !== undefined
}

async function revoke(
  db: Database,
  announce: Announce,
  registerId: RegisterId,
  by: AuditBy,
): Promise<boolean> {
  const signals = await db.transaction(async tx => {
    const here = eq(register.id, registerId)
    const [found] = await tx.select({ name: register.name }).from(register).where(here).for('update')
    if (!found) return undefined
    await tx
      .update(register)
      .set({ revokedAt: by.at, settingsVersion: sql`${register.settingsVersion} + 1` })
      .where(here)
    await tx.delete(registerCode).where(eq(registerCode.registerId, registerId))
    const thrown = await tx.delete(registerBrowser).where(eq(registerBrowser.registerId, registerId))
    const {
      ended,
      sessions,
      signals: told,
    } = await endSessions(tx, eq(session.registerId, registerId), by.at)
    const after = { browsers: thrown.rowCount ?? 0, signedOut: ended, ...(ended > 0 ? { sessions } : {}) }
    const more = await tell(tx, [...LISTS, registerKey], by.at)
    await appendAudit(tx, { what: 'revoke_register', subject: registerId, named: found.name, after }, by)
    return [...told, ...more]
  })
  if (signals) announce(signals)
  return signals !== undefined
}
