import type pg from 'pg'
import type { KnockLag, Knocks, KnockTally } from '#lib/ports/knocks.ts'
import type { WebhookDoor } from '#lib/ports/webhook-secrets.ts'
import { run, statement } from './connect.ts'

const ADD = statement(
  'add_knocks',
  `insert into knock_tally (minute, door, ending, count, last_at)
   select minute, door, ending, count, last_at from json_to_recordset($1::json) as x(
     minute bigint, door text, ending text, count int, last_at bigint)
   on conflict on constraint one_count_per_minute do update
   set count = knock_tally.count + excluded.count, last_at = greatest(knock_tally.last_at, excluded.last_at)`,
)

const SINCE = statement(
  'knocks_since',
  `select minute::float8 as minute, door, ending, count, last_at::float8 as "lastAt" from knock_tally
   where minute >= $1::bigint order by minute`,
)

/** Some hundred events tell as much as all of them, and their texts are long. */
const LAG = statement(
  'knock_lag',
  `select count(*)::int as events, percentile_cont(0.5) within group (order by ms) as "p50Ms",
     percentile_cont(0.95) within group (order by ms) as "p95Ms"
   from (
     select greatest(received_at - (raw::json ->> 'created')::bigint * 1000, 0) as ms from stripe_event
     where received_at >= $1::bigint and not replayed order by received_at desc limit 300
   ) lags`,
)

const LAST = statement(
  'last_brought',
  `select door, newest.at from (values ('terminal'), ('payments')) doors (door) cross join lateral (
     select received_at::float8 as at from stripe_event
     where not replayed and (type like 'terminal.%') = (door = 'terminal') order by received_at desc limit 1
   ) newest`,
)

const UNSEEN = statement(
  'unseen_events',
  'select id from unnest($1::text[]) as id where not exists (select from stripe_event where stripe_event.id = id.id)',
)

const REPLAYED = statement(
  'mark_replayed',
  'update stripe_event set replayed = true where id = any($1::text[]) returning id',
)

const FORGET = statement('forget_knocks', 'delete from knock_tally where minute < $1::bigint')

/** A few at a time: whoever has a year of them is through in a day. */
const BLANK = statement(
  'blank_events',
  `update stripe_event set raw = '' where id = any(array(
     select id from stripe_event where raw <> '' and received_at < $1::bigint order by received_at limit 1000))`,
)

export function makeKnocks({ pool }: { readonly pool: pg.Pool }): Knocks {
  return {
    async add(tallies) {
      const rows = tallies.map(({ lastAt, ...tally }) => ({ ...tally, last_at: lastAt }))
      if (rows.length > 0) await run(pool, ADD, [JSON.stringify(rows)])
    },
    since: sinceMs => run<KnockTally>(pool, SINCE, [sinceMs]),
    async lag(sinceMs) {
      const [row] = await run<KnockLag>(pool, LAG, [sinceMs])
      return row && row.events > 0 ? row : undefined
    },
    async lastBrought() {
      const rows = await run<{ door: WebhookDoor; at: number }>(pool, LAST, [])
      return Object.fromEntries(rows.map(({ door, at }) => [door, at]))
    },
    async unseen(eventIds) {
      return (await run<{ id: string }>(pool, UNSEEN, [eventIds])).map(row => row.id)
    },
    async markReplayed(eventIds) {
      return (await run(pool, REPLAYED, [eventIds])).length
    },
    async forgetBefore(beforeMs) {
      await run(pool, FORGET, [beforeMs])
    },
    async blankBefore(beforeMs) {
      await run(pool, BLANK, [beforeMs])
    },
  }
}
