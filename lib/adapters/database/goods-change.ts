import { sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { catalogueKey, type registerKey } from '#lib/contracts/keys.ts'
import type { AuditBy, AuditEntry } from '#lib/ports/audit.ts'
import type { Written } from '#lib/ports/goods-store.ts'
import type { Announce } from '#lib/ports/live.ts'
import { appendAudit } from './audit.ts'
import { isInTheWay } from './in-the-way.ts'
import { signal } from './schema/diary.ts'

type Database = ReturnType<typeof drizzle>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

export type GoodsNeeds = { readonly pool: pg.Pool; readonly db: Database; readonly announce: Announce }

/** From here to its end nobody else in the office changes goods, as an import needs it; selling goes on. */
export const goodsAlone = sql.raw('select pg_advisory_xact_lock(7331004)')
const LOCK_SHARED = sql.raw('select pg_advisory_xact_lock_shared(7331004)')

/** What was done, for the audit; or why nothing was. */
export type Done = AuditEntry | Extract<Written, { ok: false }>

/**
 * One change of the goods: the change itself, the signal that the catalogue is another, and the entry in the audit, all or none. `key` is
 * for what is no part of the catalogue. `locksItself`: the change comes to the lock itself, when it has laid out what it can without.
 */
export async function changeGoods(
  { db, announce }: GoodsNeeds,
  by: AuditBy,
  work: (tx: Transaction) => Promise<Done>,
  key: typeof catalogueKey | typeof registerKey = catalogueKey,
  locksItself = false,
): Promise<Written> {
  try {
    return await db
      .transaction(async tx => {
        if (!locksItself) await tx.execute(LOCK_SHARED)
        const done = await work(tx)
        if ('ok' in done) throw new NotDone(done)
        const version = sql<number>`(select version from catalogue_version)`
        const signals = await tx.insert(signal).values({ key, version, at: by.at }).returning()
        await appendAudit(tx, done, by)
        return signals
      })
      .then(signals => {
        announce(signals)
        return { ok: true }
      })
  } catch (error) {
    if (error instanceof NotDone) return error.written
    return refusedBy(error)
  }
}

/** Undoes the transaction, and carries its reason out of it. */
class NotDone extends Error {
  readonly written: Extract<Written, { ok: false }>

  constructor(written: Extract<Written, { ok: false }>) {
    super(written.because)
    this.written = written
  }
}

/** Two at once: what the checks before could not see, a rule of the database has. */
function refusedBy(error: unknown): Written {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error
  if (isInTheWay(cause)) return { ok: false, because: 'busy' }
  if (!(cause instanceof pg.DatabaseError)) throw error
  const { constraint = '', code } = cause
  if (constraint === 'one_sku_one_product' || constraint === 'one_barcode_one_product')
    return { ok: false, because: 'changed' }
  // The category, the tax class or the question went meanwhile; or the row that was to be new is there.
  if (code === '23503' || constraint.endsWith('_one_row')) return { ok: false, because: 'changed' }
  throw error
}

export const notFound = { ok: false, because: 'not_found' } as const
export const changed = { ok: false, because: 'changed' } as const
export const inUse = { ok: false, because: 'in_use' } as const
export const nameTaken = { ok: false, because: 'name_taken' } as const

/** Whether another one that is in use has this name: a person could not tell them apart, nor could a file. */
export async function isCalled(
  tx: Transaction,
  table: 'category' | 'tax_class' | 'modifier_group',
  { id, name }: { readonly id: string; readonly name: string },
): Promise<boolean> {
  const isUsed = table === 'modifier_group' ? sql`not archived` : sql`true`
  const { rows } = await tx.execute(
    sql`select id from ${sql.identifier(table)} where lower(name) = lower(${name}) and id <> ${id} and ${isUsed} limit 1`,
  )
  return rows.length > 0
}

/** The parts of two things that differ, as the audit keeps them. A thing that was not there before has no `before`. */
export function difference<T extends object>(
  before: T | undefined,
  after: T,
): Pick<AuditEntry, 'before' | 'after'> {
  if (!before) return { after }
  const was = new Map(Object.entries(before))
  const parts = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was.get(name)),
  )
  return {
    before: Object.fromEntries(parts.map(([name]) => [name, was.get(name) ?? null])),
    after: Object.fromEntries(parts),
  }
}
