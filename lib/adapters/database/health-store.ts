import type pg from 'pg'
import { healthKey } from '#lib/contracts/keys.ts'
import type { HealthSample, PartState } from '#lib/domain/health-strip.ts'
import type { DatabaseFacts, HealthStore } from '#lib/ports/health.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import { run, statement } from './connect.ts'

const CLAIM = statement(
  'claim_minute',
  `insert into health_sample (minute, parts) values ($1::bigint, '{}') on conflict do nothing returning minute`,
)

/** The last one that looked counts; screens hear that there is news. */
const WRITE = statement(
  'write_samples',
  `with written as (
     insert into health_sample (minute, parts)
     select minute, parts from json_to_recordset($1::json) as x(minute bigint, parts json)
     on conflict on constraint one_minute_one_sample do update set parts = excluded.parts
     returning minute
   )
   insert into signal (key, version, at) select $2, 0, max(minute) from written
   returning id, key, version`,
)

const SINCE = statement(
  'samples_since',
  'select minute::float8 as minute, parts from health_sample where minute >= $1::bigint order by minute',
)

const FORGET = statement('forget_samples', 'delete from health_sample where minute < $1::bigint')

/**
 * Turned away or broken with none taken since: they do not get in. Readers were given payments minutes ago and no event of anything has come
 * since: they do not get here. No endpoint and none that ever came: nobody was told where to knock, and nothing is broken by it.
 */
const WEBHOOKS = statement(
  'webhooks_state',
  `with tally as (
     select max(last_at) filter (where ending in ('taken', 'nothing')) as good,
       max(last_at) filter (where ending not in ('taken', 'nothing')) as bad
     from knock_tally where minute >= $1::bigint - 900000
   ), heard as (select max(received_at) as at from stripe_event where not replayed),
   wanted as (select exists (select from webhook_endpoint where retired_at is null) as kept),
   given as (
     select max(answered_at) as at from call
     where step in ('process', 'confirm') and outcome = 'done' and answered_at between $1::bigint - 900000 and $1::bigint - 180000
   )
   select case
     when tally.bad is not null and tally.bad > coalesce(greatest(tally.good, heard.at), 0) then 'down'
     when heard.at is null and not wanted.kept then 'unknown'
     when given.at is not null and coalesce(heard.at, 0) < given.at - 60000 then 'down'
     else 'up' end as state
   from tally, heard, wanted, given`,
)

const FACTS = statement(
  'database_facts',
  `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
     (select count(*)::int from session where expires_at > $1::bigint) as sessions,
     (select count(*)::int from call where outcome is null and tender_id is not null) as "openCalls",
     (select min(written_at)::float8 from call where outcome is null and tender_id is not null) as "oldestCallAt",
     (select count(*)::int from server_beat where at > $1::bigint - 10000) as servers`,
)

export function makeHealthStore(needs: { readonly pool: pg.Pool; readonly announce: Announce }): HealthStore {
  const { pool, announce } = needs
  return {
    async claim(minute) {
      return (await run(pool, CLAIM, [minute])).length > 0
    },
    async write(samples) {
      if (samples.length > 0) announce(await run<Signal>(pool, WRITE, [JSON.stringify(samples), healthKey]))
    },
    since: minute => run<HealthSample>(pool, SINCE, [minute]),
    async forgetBefore(minute) {
      await run(pool, FORGET, [minute])
    },
    async webhooks(nowMs) {
      const [row] = await run<{ state: PartState }>(pool, WEBHOOKS, [nowMs])
      return row?.state ?? 'unknown'
    },
    async facts(nowMs) {
      const [row] = await run<DatabaseFacts>(pool, FACTS, [nowMs])
      if (!row) throw new Error('the database said nothing of itself')
      return row
    },
  }
}
