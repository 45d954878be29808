import { and, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { surprisesKey } from '#lib/contracts/keys.ts'
import type { Books, UnknownPayment } from '#lib/ports/books.ts'
import type { Announce } from '#lib/ports/live.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { signal, unknownPayment } from './schema/diary.ts'

const UNKNOWN = statement(
  'unknown_payments',
  `select jsonb_strip_nulls(jsonb_build_object('paymentIntent', u.payment_intent,
     'amount', jsonb_build_object('minor', u.amount, 'currency', u.currency), 'at', u.at, 'live', u.live,
     'held', case when u.held then true end,
     'tested', case when t.id is not null then jsonb_build_object('readerId', t.reader_id, 'label', r.label) end)) as told
   from (select * from unknown_payment where dealt_at is null order by at, payment_intent limit $1::int) u
   left join reader_test t on t.state ->> 'money' = 'owed' and t.state ->> 'paymentIntent' = u.payment_intent
   left join reader r on r.id = t.reader_id
   order by u.at, u.payment_intent`,
)

const WAITING = statement(
  'unknown_waiting',
  'select count(*)::int as waiting from unknown_payment where dealt_at is null',
)

const MARK = statement(
  'sweep_mark',
  `insert into sweep_mark (swept_until) values ($1::bigint)
   on conflict on constraint one_sweep_mark do update set swept_until = greatest(sweep_mark.swept_until, excluded.swept_until)`,
)

const HEARD = statement('heard_mark', 'update sweep_mark set heard_until = greatest(heard_until, $1::bigint)')

const HEARD_UNTIL = statement('heard_until', 'select heard_until::float8 as ms from sweep_mark')

/** A diary's end, and the last sale's beginning, are each one look into an index. */
const SWEPT_UNTIL = statement(
  'swept_until',
  `select coalesce((select swept_until from sweep_mark), greatest(
     (select at from journal where at < $1::bigint order by id desc limit 1),
     (select opened_at from sale where opened_at < $1::bigint order by number desc limit 1)))::float8 as ms`,
)

type Kept = Omit<Books, 'ofCards'>

/** What Stripe has and no sale here tells of, and how far anybody has looked. */
export function makeUnknownPayments({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): Kept {
  const db = drizzle(pool)
  const told = (at: number) => ({ key: surprisesKey, version: 0, at })
  return {
    async keepUnknown({ paymentIntent, amount, at, live, held = false }, noticedAt) {
      const row = {
        paymentIntent,
        amount: amount.minor,
        currency: amount.currency,
        at,
        live,
        held,
        noticedAt,
      }
      // Held money may have been taken since; what was dealt with stays so.
      const taken = and(eq(unknownPayment.held, true), sql`not excluded.held`, isNull(unknownPayment.dealtAt))
      const kept = db.insert(unknownPayment).values(row)
      const set = { amount: row.amount, held }
      return (
        (
          await kept
            .onConflictDoUpdate({
              target: unknownPayment.paymentIntent,
              set,
              ...(taken ? { setWhere: taken } : {}),
            })
            .returning()
        ).length > 0
      )
    },
    async announceUnknown(at) {
      announce(await db.insert(signal).values(told(at)).returning())
    },
    async unknown(most) {
      const [rows, counted] = await Promise.all([
        run<{ told: UnknownPayment }>(pool, UNKNOWN, [most]),
        run<{ waiting: number }>(pool, WAITING, []),
      ])
      return { listed: rows.map(row => row.told), waiting: counted[0]?.waiting ?? 0 }
    },
    async dealWithUnknown(paymentIntent, how, by) {
      const open = and(eq(unknownPayment.paymentIntent, paymentIntent), isNull(unknownPayment.dealtAt))
      const signals = await db.transaction(async tx => {
        const dealt = { dealtAt: by.at, dealtBy: by.staffId, how }
        const [row] = await tx.update(unknownPayment).set(dealt).where(open).returning()
        if (!row) return []
        const said = await tx.insert(signal).values(told(by.at)).returning()
        const { amount, currency } = row
        const after = { how, amount: { minor: amount, currency } }
        await appendAudit(tx, { what: 'deal_with_unknown_payment', subject: paymentIntent, after }, by)
        return said
      })
      announce(signals)
      return signals.length > 0
    },
    async sweptUntil(beforeMs) {
      const [row] = await run<{ ms: number | null }>(pool, SWEPT_UNTIL, [beforeMs])
      return row?.ms ?? undefined
    },
    sweptTo: async ms => void (await run(pool, MARK, [ms])),
    async heardUntil() {
      const [row] = await run<{ ms: number | null }>(pool, HEARD_UNTIL, [])
      return row?.ms ?? undefined
    },
    heardTo: async ms => void (await run(pool, HEARD, [ms])),
  }
}
