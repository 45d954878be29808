import type pg from 'pg'
import type { SaleStore } from '#lib/ports/sale-store.ts'
import { run, statement } from './connect.ts'

const CLEARINGS = statement(
  'clearings',
  `select reader_id as "readerId", since::float8 as since, compared as "isCompared" from reader_lease
   where holder = 'clearing' order by since`,
)

const TAKE = statement(
  'take_for_clearing',
  `insert into reader_lease (reader_id, holder, since, doubtful) values ($1, 'clearing', $2, false)
   on conflict on constraint one_holder_per_reader do nothing returning reader_id`,
)

const COMPARED = statement(
  'clearing_compared',
  `update reader_lease set compared = true where reader_id = $1 and holder = 'clearing' and since = $2::bigint
   returning reader_id`,
)

const END = statement(
  'end_clearing',
  "delete from reader_lease where reader_id = $1 and holder = 'clearing' and since = $2::bigint",
)

const HAS_SURPRISE = statement(
  'has_surprise',
  'select exists (select from surprise where tender_id = $1 and kind = $2) as known',
)

const STRAY = statement(
  'stray_intents',
  `select id from unnest($1::text[]) as id where not exists (select from tender where payment_intent = id)`,
)

type Clearings = Pick<
  SaleStore,
  'clearings' | 'takeForClearing' | 'clearingCompared' | 'endClearing' | 'hasSurprise' | 'strayIntents'
>

/** Clearing is a holder like any other: nobody can be put on a reader while it is cleared. */
export function makeClearings(pool: pg.Pool): Clearings {
  return {
    clearings: () => run(pool, CLEARINGS, []),
    takeForClearing: async (readerId, nowMs) => (await run(pool, TAKE, [readerId, nowMs])).length > 0,
    clearingCompared: async (readerId, since) => (await run(pool, COMPARED, [readerId, since])).length > 0,
    endClearing: async (readerId, since) => void (await run(pool, END, [readerId, since])),
    strayIntents: async paymentIntents =>
      (await run<{ id: string }>(pool, STRAY, [paymentIntents])).map(({ id }) => id),
    hasSurprise: async (tenderId, kind) =>
      (await run<{ known: boolean }>(pool, HAS_SURPRISE, [tenderId, kind]))[0]?.known ?? false,
  }
}
