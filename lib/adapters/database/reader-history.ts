import type pg from 'pg'
import type { ReaderHistory, Readers } from '#lib/ports/readers.ts'
import { run, statement } from './connect.ts'
import { ITS_IDS } from './reader-ids.ts'

const SPREAD = (of: string, where: string) => `json_build_object(
  'n', count(${of}) filter (where ${where}),
  'p50', round(percentile_cont(0.5) within group (order by ${of}) filter (where ${where})),
  'p95', round(percentile_cont(0.95) within group (order by ${of}) filter (where ${where})))`

const MOST_EVENTS = 25

/**
 * Each asking of a card on this reader, wherever it stood (`calls_by_reader`), with the wish before it and the first end after it from its
 * own sale's diary (`journal_by_sale`). Everything else is counted from that.
 */
const HISTORY = statement(
  'reader_history',
  `with recursive ${ITS_IDS}, asked as (
     select c.tender_id, c.sale_id, c.written_at, c.answered_at, c.outcome, c.code, (
       select min(n.written_at) from call n
       where n.sale_id = c.sale_id and n.tender_id = c.tender_id and n.step in ('process', 'collect')
         and n.written_at > c.written_at) as next_at
     from call c
     where c.reader_id = any(array(select id from its)) and c.written_at >= $2::bigint
       and c.step in ('process', 'collect') and c.tender_id is not null
   ), told as (
     select a.*, s.number, s.state, t.amount, t.state as tender_state, (
         select max(j.at) from journal j
         where j.sale_id = a.sale_id and j.tender_id = a.tender_id and j.kind = 'wish' and j.data ? 'charge'
           and j.at <= a.written_at) as wished_at,
       ended.at as ended_at, ended.attempt, ended.why
     from asked a join sale s on s.id = a.sale_id join tender t on t.id = a.tender_id
     left join lateral (
       select j.at, j.data ->> 'code' as why,
         case when j.kind = 'knock' or j.data ->> 'intent' in ('succeeded', 'requires_capture') then 'approved'
           else j.data ->> 'attempt' end as attempt
       from journal j
       where j.sale_id = a.sale_id and j.tender_id = a.tender_id and j.at >= a.written_at
         and (a.next_at is null or j.at < a.next_at)
         and (j.kind = 'knock' and j.data ->> 'type' = 'payment_intent.succeeded'
           or j.kind = 'look' and (j.data ->> 'intent' in ('succeeded', 'requires_capture')
             or j.data ->> 'attempt' in ('declined', 'customer_canceled', 'connection_error', 'reader_lost', 'reader_failed', 'taken_off')))
       order by j.id limit 1
     ) ended on true
   ), judged as (
     select *, case
       when attempt = 'approved' then 'approved'
       when attempt in ('declined', 'customer_canceled') then attempt
       when outcome in ('refused', 'unproven') or attempt in ('connection_error', 'reader_lost', 'reader_failed') then 'error'
       when tender_state = 'on_reader' and next_at is null then 'under_way'
       else 'ended' end as kind
     from told
   ), tests as (
     select state, started_at from reader_test
     where reader_id = any(array(select id from its)) and started_at >= $2::bigint and ended_at is not null
   ), tapped as (
     select (state ->> 'paidAt')::bigint - (
       select (c ->> 'at')::bigint from jsonb_array_elements(state -> 'calls') c where c ->> 'step' = 'present' limit 1) as ms
     from tests where state ->> 'mode' = 'simulated' and state ->> 'result' = 'approved'
   ), events as (
     (select written_at as at, json_strip_nulls(json_build_object('at', written_at, 'kind', kind, 'saleId', sale_id,
         'saleNumber', number, 'amountMinor', amount, 'what', coalesce(why, code), 'brand', card ->> 'brand',
         'last4', card ->> 'last4')) as event
       from (select *, (select x -> 'card' from jsonb_array_elements(state -> 'tenders') x where x ->> 'id' = tender_id
           and kind = 'approved') as card
         from (select * from judged order by written_at desc limit ${MOST_EVENTS}) newest) carded)
     union all
     (select started_at, json_strip_nulls(json_build_object('at', started_at, 'kind', 'test', 'what', state ->> 'result',
         'amountMinor', state -> 'amount' -> 'minor', 'staffName', state ->> 'staffName',
         'owed', case when state ->> 'money' = 'owed' then true end))
       from tests order by started_at desc limit ${MOST_EVENTS})
     union all
     (select at, json_build_object('at', at, 'kind', 'office', 'what', what, 'staffName', staff_name)
       from audit where subject = any(array(select id from its)) and what not in ('test_reader', 'test_reader_answered')
       order by seq desc limit ${MOST_EVENTS})
   )
   select json_build_object(
     'approved', count(*) filter (where kind = 'approved'),
     'declined', count(*) filter (where kind = 'declined'),
     'errors', count(*) filter (where kind = 'error'),
     'toLit', ${SPREAD('answered_at - wished_at', "outcome = 'done'")},
     'toApproved', ${SPREAD('ended_at - answered_at', "kind = 'approved' and outcome = 'done'")},
     'tapToApproved', (select ${SPREAD('ms', 'ms is not null')} from tapped),
     'events', (select coalesce(json_agg(event order by at desc), '[]')
       from (select * from events order by at desc limit ${MOST_EVENTS}) last)
   ) as history from judged`,
)

/** What a reader has been asked since a moment, and how that went. */
export function makeReaderHistory(pool: pg.Pool): Pick<Readers, 'history'> {
  return {
    async history(readerId, sinceMs) {
      const [row] = await run<{ history: ReaderHistory }>(pool, HISTORY, [readerId, sinceMs])
      return row?.history ?? NOTHING
    },
  }
}

const none = { n: 0, p50: null, p95: null }
const NOTHING: ReaderHistory = {
  approved: 0,
  declined: 0,
  errors: 0,
  toLit: none,
  toApproved: none,
  tapToApproved: none,
  events: [],
}
