import type pg from 'pg'
import type { ReaderEvent, ReaderEvents, ReaderHistory, Readers } from '#lib/ports/readers.ts'
import { run, statement } from './connect.ts'
import { ITS_IDS } from './reader-ids.ts'

const SPREAD = (of: string, where: string) => `json_build_object(
  'n', count(${of}) filter (where ${where}),
  'p50', round(percentile_cont(0.5) within group (order by ${of}) filter (where ${where})),
  'p95', round(percentile_cont(0.95) within group (order by ${of}) filter (where ${where})))`

/** On one page. */
const MOST_EVENTS = 25

const IS_ASKING = `c.step in ('process', 'collect') and c.tender_id is not null`
const ASKINGS = `c.reader_id = any(array(select id from its)) and ${IS_ASKING}`

/** Of calls `c`: when the same tender was asked for again, whichever reader that was. */
const NEXT_AT = `(
  select min(n.written_at) from call n
  where n.sale_id = c.sale_id and n.tender_id = c.tender_id and n.step in ('process', 'collect')
    and n.written_at > c.written_at) as next_at`

/**
 * What became of each of `asked`, wherever the reader stood (`calls_by_reader`): with the wish before it and the first end after it from
 * its own sale's diary (`journal_by_sale`).
 */
const JUDGED = `told as (
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
       -- The reader lost it because we cleared it there.
       when attempt = 'reader_lost' and exists (
         select from call k where k.tender_id = told.tender_id and k.step = 'cancel_action' and k.outcome = 'done'
           and k.written_at >= told.written_at and (told.next_at is null or k.written_at < told.next_at)) then 'ended'
       when outcome in ('refused', 'unproven') or attempt in ('connection_error', 'reader_lost', 'reader_failed') then 'error'
       when tender_state = 'on_reader' and next_at is null then 'under_way'
       else 'ended' end as kind
     from told
   )`

const HISTORY = statement(
  'reader_history',
  `with recursive ${ITS_IDS}, asked as (
     select c.tender_id, c.sale_id, c.written_at, c.answered_at, c.outcome, c.code, ${NEXT_AT}
     from call c where ${ASKINGS} and c.written_at >= $2::bigint
   ), ${JUDGED}, tapped as (
     select (state ->> 'paidAt')::bigint - (
       select (c ->> 'at')::bigint from jsonb_array_elements(state -> 'calls') c where c ->> 'step' = 'present' limit 1) as ms
     from reader_test
     where reader_id = any(array(select id from its)) and started_at >= $2::bigint and ended_at is not null
       and state ->> 'mode' = 'simulated' and state ->> 'result' = 'approved'
   )
   select json_build_object(
     'approved', count(*) filter (where kind = 'approved'),
     'declined', count(*) filter (where kind = 'declined'),
     'errors', count(*) filter (where kind = 'error'),
     'toLit', ${SPREAD('answered_at - wished_at', "outcome = 'done'")},
     'toApproved', ${SPREAD('ended_at - answered_at', "kind = 'approved' and outcome = 'done'")},
     'tapToApproved', (select ${SPREAD('ms', 'ms is not null')} from tapped)
   ) as figures from judged`,
)

/**
 * Of entries `audit`: the beginning of a renaming that was done. Its end tells it; a beginning stands alone where Stripe's answer never came.
 */
const IS_RENAMED = `(audit.what = 'begin_rename_reader' and coalesce((
  select next.what = 'rename_reader' from audit next
  where next.subject = audit.subject and next.seq > audit.seq and next.what in ('begin_rename_reader', 'rename_reader')
  order by next.seq limit 1), false))`

/** The newest of one kind that come after the event on which the last page ended; one more than fit, to know whether there are older ones. */
const NEWEST = (at: string, id: string) => `
  ${at} <= $2::bigint and (${at}, (${id}) collate "C") < ($2::bigint, $3)
  order by ${at} desc, (${id}) collate "C" desc limit ${MOST_EVENTS + 1}`

/**
 * What is done to it and with it, newest first, from its first day on. Two of one moment stand in the order of their ids. Calls are read by
 * `calls_by_reader` from the newest on, of each of its ids so many as fit: not all that it has ever been told.
 */
const EVENTS = statement(
  'reader_events',
  `with recursive ${ITS_IDS}, newest as (
     select asking.* from its cross join lateral (
       select c.id, c.tender_id, c.sale_id, c.written_at, c.answered_at, c.outcome, c.code
       from call c where c.reader_id = its.id and ${IS_ASKING} and ${NEWEST('c.written_at', "'c' || c.id")}
     ) asking
   ), asked as (
     select c.*, ${NEXT_AT} from newest c
   ), ${JUDGED}, events as (
     (select written_at as at, 'c' || id as id, jsonb_build_object('kind', kind, 'saleId', sale_id,
         'saleNumber', number, 'amountMinor', amount, 'what', coalesce(why, code), 'brand', card ->> 'brand',
         'last4', card ->> 'last4') as event
       from (select *, (select x -> 'card' from jsonb_array_elements(state -> 'tenders') x where x ->> 'id' = tender_id
           and kind = 'approved') as card
         from judged) carded)
     union all
     (select started_at, 't' || id, jsonb_build_object('kind', 'test', 'what', state ->> 'result',
         'amountMinor', state -> 'amount' -> 'minor', 'staffName', state ->> 'staffName',
         'owed', case when state ->> 'money' = 'owed' then true end)
       from reader_test
       where reader_id = any(array(select id from its)) and ended_at is not null
         and ${NEWEST('started_at', "'t' || id")})
     union all
     (select at, 'a' || lpad(seq::text, 12, '0'), jsonb_build_object('kind', 'office', 'what', what, 'staffName', staff_name)
       from audit
       where subject = any(array(select id from its)) and what not in ('test_reader', 'test_reader_answered', 'stop_reader_test') and not ${IS_RENAMED}
         and ${NEWEST('at', "'a' || lpad(seq::text, 12, '0')")})
   )
   select json_strip_nulls((event || jsonb_build_object('at', at, 'id', id))::json) as event
   from events order by at desc, id collate "C" desc limit ${MOST_EVENTS + 1}`,
)

/** What a reader has been through, and how that went since a moment. */
export function makeReaderHistory(pool: pg.Pool): Pick<Readers, 'history' | 'events'> {
  const events: Readers['events'] = async (readerId, before = NOW) => {
    const rows = await run<{ event: ReaderEvent }>(pool, EVENTS, [readerId, before.at, before.id])
    return { events: rows.slice(0, MOST_EVENTS).map(({ event }) => event), older: rows.length > MOST_EVENTS }
  }
  return {
    events,
    async history(readerId, sinceMs) {
      const [[row], newest] = await Promise.all([
        run<{ figures: Figures }>(pool, HISTORY, [readerId, sinceMs]),
        events(readerId),
      ])
      return { ...(row?.figures ?? NOTHING), ...newest }
    },
  }
}

/** After everything that has happened. */
const NOW = { at: Number.MAX_SAFE_INTEGER, id: '' }

type Figures = Omit<ReaderHistory, keyof ReaderEvents>

const none = { n: 0, p50: null, p95: null }
const NOTHING: Figures = {
  approved: 0,
  declined: 0,
  errors: 0,
  toLit: none,
  toApproved: none,
  tapToApproved: none,
}
