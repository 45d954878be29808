import { and, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { readersKey, registerKey } from '#lib/contracts/keys.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Announce } from '#lib/ports/live.ts'
import type { Move, Readers } from '#lib/ports/readers.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { signal } from './schema/diary.ts'
import { readerLease } from './schema/payment.ts'
import { readerMove } from './schema/readers.ts'
import { reader, register, shop } from './schema/shop.ts'

/** Only one server at a time gets a move, and has it until then. */
const DUE = statement(
  'due_moves',
  `update reader_move set next_try_at = $2::bigint where id in (
     select id from reader_move where ended_at is null and next_try_at <= $1::bigint limit 10 for update skip locked
   ) returning id`,
)

type Moving = Pick<
  Readers,
  'beginMove' | 'dueMoves' | 'move' | 'retryMove' | 'movedTo' | 'moveStuck' | 'endMove'
>

/** Readers on their way to another place. */
export function makeReaderMoves({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): Moving {
  const db = drizzle(pool)
  const told = (at: number, ...keys: string[]) => keys.map(key => ({ key, version: 0, at }))
  const read = async (id: string) => {
    const [row] = await db.select().from(readerMove).where(eq(readerMove.id, id))
    return row && moveFrom(row)
  }
  return {
    move: read,
    async beginMove(move, entry, untilMs) {
      const { at } = move.by
      const signals = await db.transaction(async tx => {
        const lease = { readerId: move.readerId, holder: 'office', since: at, doubtful: false } as const
        const taken = await tx.insert(readerLease).values(lease).onConflictDoNothing().returning()
        if (taken.length === 0) return undefined
        await tx
          .insert(readerMove)
          .values({ ...move, state: 'registering', startedAt: at, nextTryAt: untilMs })
        const said = await tx.insert(signal).values(told(at, readersKey)).returning()
        await appendAudit(tx, entry, move.by)
        return said
      })
      if (signals) announce(signals)
      return signals !== undefined
    },
    async dueMoves(nowMs, untilMs) {
      const ids = await run<{ id: string }>(pool, DUE, [nowMs, untilMs])
      return (await Promise.all(ids.map(({ id }) => read(id)))).flatMap(move => move ?? [])
    },
    async retryMove(readerId, registrationCode, untilMs) {
      const [row] = await db
        .update(readerMove)
        .set({ nextTryAt: untilMs, ...(registrationCode ? withCode(registrationCode) : {}) })
        .where(and(eq(readerMove.readerId, readerId), isNull(readerMove.endedAt)))
        .returning()
      return row && moveFrom(row)
    },
    async movedTo(move, { readerId: newReaderId }, nowMs) {
      announce(
        await db.transaction(async tx => {
          const registering = and(stillOpen(move.id), eq(readerMove.state, 'registering'))
          const written = await tx
            .update(readerMove)
            .set({ state: 'deleting', newReaderId, problem: null, registrationCode: null })
            .where(registering)
          if (written.rowCount === 0) return []
          await tx
            .update(register)
            .set({ readerId: newReaderId, version: sql`${register.version} + 1` })
            .where(eq(register.readerId, move.readerId))
          await tx.update(shop).set({ readerId: newReaderId }).where(eq(shop.readerId, move.readerId))
          return tx
            .insert(signal)
            .values(told(nowMs, readersKey, registerKey))
            .returning()
        }),
      )
    },
    async moveStuck({ id, startedAt }, problem, { n, tryAt }) {
      announce(
        await db.transaction(async tx => {
          // Never back to a number that another try of the same move has left behind.
          const stuck = { problem, n: sql`greatest(${readerMove.n}, ${n})`, nextTryAt: tryAt }
          const written = await tx.update(readerMove).set(stuck).where(stillOpen(id))
          if (written.rowCount === 0) return []
          return tx.insert(signal).values(told(startedAt, readersKey)).returning()
        }),
      )
    },
    async endMove(move, { state, problem }, endedAt, entry) {
      const signals = await db.transaction(async tx => {
        const end = { state, endedAt, problem: problem ?? null, registrationCode: null, nextTryAt: null }
        const written = await tx.update(readerMove).set(end).where(stillOpen(move.id))
        if (written.rowCount === 0) return undefined
        const gone = {
          removedAt: endedAt,
          checkedAt: endedAt,
          busyType: null,
          busyIntent: null,
          busySince: null,
        }
        if (state === 'done' && move.newReaderId !== move.readerId)
          await tx.update(reader).set(gone).where(eq(reader.id, move.readerId))
        await tx
          .delete(readerLease)
          .where(and(eq(readerLease.readerId, move.readerId), eq(readerLease.holder, 'office')))
        const said = await tx
          .insert(signal)
          .values(told(endedAt, readersKey, registerKey))
          .returning()
        await appendAudit(tx, entry, { ...move.by, at: endedAt })
        return said
      })
      if (signals) announce(signals)
      return signals !== undefined
    },
  }
}

/** Whoever comes late to a move that another server has ended must change nothing of it. */
const stillOpen = (id: string) => and(eq(readerMove.id, id), isNull(readerMove.endedAt))

/** With another code it is another request, and goes under another number. */
const withCode = (registrationCode: string) => ({
  registrationCode,
  n: sql`${readerMove.n} + (${readerMove.registrationCode} is distinct from ${registrationCode})::int`,
})

type Row = typeof readerMove.$inferSelect

// Only `beginMove` writes `by`, and it is handed an AuditBy.
const moveFrom = ({ by, problem: _, nextTryAt: __, endedAt: ___, ...move }: Row): Move => ({
  ...move,
  by: by as AuditBy,
})
