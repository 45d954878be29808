import type pg from 'pg'
import type { TenderId } from '#lib/domain/ids.ts'
import type { SaleStore } from '#lib/ports/sale-store.ts'
import { run, statement } from './connect.ts'
import { lookRow } from './sale-rows.ts'
import { journalRows } from './save-rows.ts'

/**
 * The event, its effect and its line in the diary in one commit; an event that is there already has none. A reader has nothing to tell of
 * a payment that has ended and holds no reader any more.
 */
const RECEIVE = statement(
  'receive',
  `with concerned as (
     select id from tender where payment_intent = $6
     union
     select tender_id from reader_lease where reader_id = $7 and tender_id is not null
   ), meant as (
     select t.id, t.sale_id, $8::boolean and ($7::text is null or t.state not in ('paid', 'canceled')
       or exists (select from reader_lease l where l.tender_id = t.id)) as is_news
     from tender t join concerned on concerned.id = t.id
   ), knocked as (
     insert into stripe_event (id, type, raw, received_at, applied_at)
     select $1, $2, $3, $4::bigint, coalesce($5::bigint, case when exists (select from meant) then $4::bigint end)
     where not $9::boolean or exists (select from meant)
     on conflict on constraint one_event_once do nothing
     returning id
   ), marked as (
     update tender set look_due = true, next_look_at = $4::bigint, knocks = tender.knocks + 1
     from knocked, meant
     where tender.id = meant.id and meant.is_news
     returning tender.id
   ), told as (
     insert into journal (sale_id, tender_id, kind, at, data)
     select sale_id, meant.id, 'knock', $4::bigint,
       jsonb_build_object('event', $1::text, 'type', $2::text, 'effect', case when is_news then 'look' else 'none' end)
     from meant, knocked
   )
   select id from marked`,
)

/**
 * The sale is locked like a save locks it, first and shared, so that a save under way is waited for and its version read. What another
 * server has taken off the list meanwhile stays off it.
 */
const PLAN = statement(
  'plan',
  `with seen as (
     select id, version from sale where id = (select sale_id from tender where id = $1) for share
   ), told as (
     insert into journal (sale_id, tender_id, staff_id, kind, at, data)
     select seen.id, $1, x.staff_id, x.kind, x.at, x.data
     from seen, jsonb_to_recordset($3::jsonb) as x(staff_id text, kind text, at bigint, data jsonb)
   )
   update tender t set looks = coalesce(x.looks, t.looks),
     look_due = case when x.look_due is false and (t.knocks > x.knocks or seen.version <> x.version) then t.look_due
       else coalesce(x.look_due, t.look_due) end,
     next_look_at = case when not x.sets_next then t.next_look_at
       when t.knocks > x.knocks or seen.version <> x.version
         then case when t.next_look_at is not null then least(t.next_look_at, x.next_look_at) end
       else x.next_look_at end
   from seen, jsonb_to_record($2::jsonb)
     as x(look_due boolean, sets_next boolean, next_look_at bigint, looks int, knocks int, version int)
   where t.id = $1`,
)

/** Skipping rows another server has in hand only saves work; the version decides. */
const DUE = statement(
  'due',
  `with due as materialized (
     select id from tender where next_look_at <= $1::bigint order by next_look_at limit $3::int for update skip locked
   )
   update tender set next_look_at = $2::bigint from due where tender.id = due.id returning tender.id`,
)

type Row = { readonly id: TenderId }
const idsOf = (rows: readonly Row[]) => rows.map(row => row.id)

export function makeLooks(pool: pg.Pool): Pick<SaleStore, 'receive' | 'plan' | 'due'> {
  return {
    async receive(knock, { paymentIntent = null, readerId = null, isKnown = false, isAnybodys = false }) {
      const { eventId, type, raw, receivedAt, appliedAt = null } = knock
      const values = [
        eventId,
        type,
        raw,
        receivedAt,
        appliedAt,
        paymentIntent,
        readerId,
        !isKnown,
        isAnybodys,
      ]
      return idsOf(await run<Row>(pool, RECEIVE, values))
    },
    async plan({ tenderId, ...plan }, version, told) {
      const row = { ...lookRow(plan), version: version ?? null }
      await run(pool, PLAN, [tenderId, JSON.stringify(row), JSON.stringify(journalRows(told ? [told] : []))])
    },
    async due(nowMs, untilMs, limit) {
      return idsOf(await run<Row>(pool, DUE, [nowMs, untilMs, limit]))
    },
  }
}
