import { and, desc, eq, isNotNull, min } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { readerKey, readersKey, surprisesKey } from '#lib/contracts/keys.ts'
import { readerTestShape } from '#lib/contracts/reader-test.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import type { Announce } from '#lib/ports/live.ts'
import type { ReaderTests } from '#lib/ports/reader-tests.ts'
import type { Clock } from '#lib/ports/world.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { ITS_IDS } from './reader-ids.ts'
import { signal, unknownPayment } from './schema/diary.ts'
import { readerLease } from './schema/payment.ts'
import { readerTest } from './schema/readers.ts'

const DUE = statement(
  'due_reader_tests',
  `update reader_test set next_look_at = $2::bigint where id in (
     select id from reader_test where next_look_at <= $1::bigint limit 10 for update skip locked
   ) returning id`,
)

/**
 * Only what was taken can come back to us. The version rises with it: whoever has asked Stripe before this was heard must not say that all
 * is well.
 */
const LOOK_AGAIN = statement(
  'reader_test_again',
  `update reader_test set next_look_at = $2::bigint, version = version + 1
   where ended_at is not null and state ->> 'paymentIntent' = $1 and state ->> 'money' = 'back' and state ? 'paidAt'
   returning reader_id as "readerId"`,
)

const OWING = statement(
  'reader_tests_owing',
  `with recursive ${ITS_IDS}
   select t.state from reader_test t
   join unknown_payment u on u.payment_intent = t.state ->> 'paymentIntent' and u.dealt_at is null
   where t.reader_id = any(array(select id from its)) and t.state ->> 'money' = 'owed'
   order by t.started_at`,
)

/** Payments made to try a reader: a row that is all of it, and the reader's lease for as long as it lasts. */
export function makeReaderTests({
  pool,
  announce,
  clock,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
  readonly clock: Clock
}): ReaderTests {
  const db = drizzle(pool)
  const told = (readerId: string, ...more: readonly string[]) =>
    [readersKey, readerKey(readerId), ...more].map(key => ({ key, version: 0, at: clock.now() }))
  /** What it owes among what waits for a person, and who is told. */
  const owe = async (tx: Pick<typeof db, 'insert'>, test: ReaderTest, noticedAt = test.endedAt) => {
    const owed = owedBy(test, noticedAt)
    if (owed) await tx.insert(unknownPayment).values(owed).onConflictDoNothing()
    const changed = told(test.readerId, ...(owed ? [surprisesKey] : []))
    return tx.insert(signal).values(changed).returning()
  }
  return {
    async begin(test, entry, by) {
      const { id, readerId, startedAt } = test
      const begun = await db.transaction(async tx => {
        const isThere = async () =>
          (await tx.select({ id: readerTest.id }).from(readerTest).where(eq(readerTest.id, id))).length > 0
        if (await isThere()) return 'there'
        const lease = { readerId, holder: 'test', since: startedAt, doubtful: false } as const
        const taken = await tx.insert(readerLease).values(lease).onConflictDoNothing().returning()
        // Whoever was faster may have been the same press.
        if (taken.length === 0) return (await isThere()) ? 'there' : 'reader_held'
        await tx.insert(readerTest).values({ id, readerId, startedAt, state: test, nextLookAt: startedAt })
        const said = await tx.insert(signal).values(told(readerId)).returning()
        await appendAudit(tx, entry, by)
        return said
      })
      if (typeof begun === 'string') return begun
      announce(begun)
      return 'begun'
    },
    async find(testId) {
      const [row] = await db.select().from(readerTest).where(eq(readerTest.id, testId))
      if (!row) return undefined
      const again = row.endedAt !== null && row.nextLookAt !== null
      return { test: readerTestShape.parse(row.state), version: row.version, again }
    },
    async latest(readerId) {
      const [row] = await db
        .select({ state: readerTest.state })
        .from(readerTest)
        .where(eq(readerTest.readerId, readerId))
        .orderBy(desc(readerTest.startedAt))
        .limit(1)
      return row && readerTestShape.parse(row.state)
    },
    owing: async readerId =>
      (await run<{ state: unknown }>(pool, OWING, [readerId])).map(({ state }) =>
        readerTestShape.parse(state),
      ),
    async save(test, expected, nextLookAt, answered) {
      const { id, readerId, endedAt = null } = test
      const signals = await db.transaction(async tx => {
        const saved = await tx
          .update(readerTest)
          .set({
            state: test,
            version: expected + 1,
            nextLookAt: endedAt === null ? nextLookAt : null,
            endedAt,
          })
          .where(and(eq(readerTest.id, id), eq(readerTest.version, expected)))
          .returning({ id: readerTest.id })
        if (saved.length === 0) return undefined
        if (endedAt !== null)
          await tx
            .delete(readerLease)
            .where(and(eq(readerLease.readerId, readerId), eq(readerLease.holder, 'test')))
        const said = await owe(tx, test)
        if (answered) await appendAudit(tx, answered.entry, answered.by)
        return said
      })
      if (signals) announce(signals)
      return signals !== undefined
    },
    async settle(test, expected, answered) {
      const signals = await db.transaction(async tx => {
        const settled = await tx
          .update(readerTest)
          .set({ state: test, version: expected + 1, nextLookAt: null })
          .where(and(eq(readerTest.id, test.id), eq(readerTest.version, expected)))
          .returning({ id: readerTest.id })
        if (settled.length === 0) return undefined
        const said = await owe(tx, test, clock.now())
        if (answered) await appendAudit(tx, answered.entry, answered.by)
        return said
      })
      if (signals) announce(signals)
      return signals !== undefined
    },
    async lookAgain(paymentIntent) {
      const now = clock.now()
      const [due] = await run<{ readerId: string }>(pool, LOOK_AGAIN, [paymentIntent, now])
      // Whoever looks after readers is woken by it.
      if (due) announce(await db.insert(signal).values(told(due.readerId)).returning())
    },
    async plan(testId, nextLookAt) {
      await db
        .update(readerTest)
        .set({ nextLookAt })
        .where(and(eq(readerTest.id, testId), isNotNull(readerTest.nextLookAt)))
    },
    due: async (nowMs, untilMs) =>
      (await run<{ id: string }>(pool, DUE, [nowMs, untilMs])).map(({ id }) => id),
    async nextDueAt() {
      const [row] = await db.select({ at: min(readerTest.nextLookAt) }).from(readerTest)
      return row?.at ?? undefined
    },
  }
}

/** What waits for a person once a test has ended without its money going back. */
function owedBy(
  { paymentIntent, money, amount, startedAt: at, live }: ReaderTest,
  noticedAt: number | undefined,
) {
  if (money !== 'owed' || paymentIntent === undefined || noticedAt === undefined) return undefined
  return { paymentIntent, amount: amount.minor, currency: amount.currency, at, live, noticedAt }
}
