import type pg from 'pg'
import type { FleetWatch, ReaderRow, Readers } from '#lib/ports/readers.ts'
import { run, statement } from './connect.ts'

const OF_SALE = `json_build_object('saleId', s.id, 'saleNumber', s.number, 'tenderId', t.id, 'state', t.state,
  'staffName', by.name)`

const LEASE = `(
  select json_strip_nulls(json_build_object('holder', l.holder, 'since', l.since,
    'of', case when t.id is not null then ${OF_SALE} end))
  from reader_lease l left join tender t on t.id = l.tender_id left join sale s on s.id = t.sale_id
  left join staff by on by.id = s.opened_by
  where l.reader_id = r.id)`

const BUSY = `case when r.busy_type is not null then json_build_object('type', r.busy_type, 'paymentIntent', r.busy_intent,
  'since', r.busy_since, 'of', (
    select json_build_object('saleId', s.id, 'saleNumber', s.number, 'tenderId', t.id)
    from tender t join sale s on s.id = t.sale_id where t.payment_intent = r.busy_intent)) end`

/** When the last command, of a sale or of a test payment, was answered *busy*: nothing when one has been taken since. */
const REFUSED_BUSY = `(
  select case when asked.outcome = 'refused' and asked.code = 'terminal_reader_busy' then asked.answered_at end
  from (
    (select c.written_at, c.outcome, c.code, c.answered_at
     from call c where c.reader_id = r.id and c.outcome is not null and c.step <> 'cancel_action'
     order by c.written_at desc limit 1)
    union all
    (select (tried ->> 'at')::bigint, tried ->> 'outcome', tried ->> 'code',
       (tried ->> 'at')::bigint + coalesce((tried ->> 'ms')::bigint, 0)
     from (select state from reader_test where reader_id = r.id order by started_at desc limit 1) test,
       jsonb_array_elements(test.state -> 'calls') tried
     where tried ->> 'step' = 'process' and tried ->> 'outcome' is not null)
  ) asked
  order by asked.written_at desc limit 1)`

const REGISTERS = `coalesce((
  select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.position)
  from register g where g.reader_id = r.id and g.revoked_at is null), '[]'::json)`

const MOVE = `(
  select json_build_object('id', m.id, 'toLocationId', m.to_location_id, 'toLocationName', m.to_location_name,
    'state', m.state, 'problem', m.problem, 'startedAt', m.started_at)
  from reader_move m where m.reader_id = r.id and m.ended_at is null)`

const GONE_BY = `case when r.removed_at is not null then coalesce((
    select json_build_object('how', 'moved', 'to', m.new_reader_id) from reader_move m
    where m.reader_id = r.id and m.new_reader_id <> r.id and m.state = 'done' order by m.ended_at desc limit 1), (
    select json_build_object('how', 'deleted') from audit a
    where a.subject = r.id and a.what = 'delete_reader' limit 1)) end`

const READER = `json_build_object(
  'id', r.id, 'label', r.label, 'deviceType', r.device_type, 'locationId', r.location_id, 'locationName', r.location_name,
  'serialNumber', r.serial_number, 'softwareVersion', r.software_version, 'ipAddress', r.ip_address, 'status', r.status,
  'lastSeenAt', r.last_seen_at, 'checkedAt', r.checked_at, 'removedAt', r.removed_at, 'goneBy', ${GONE_BY},
  'lease', ${LEASE}, 'busy', ${BUSY}, 'refusedBusyAt', ${REFUSED_BUSY}, 'registers', ${REGISTERS}, 'move', ${MOVE})`

const LIST = statement(
  'readers',
  `select coalesce(json_agg(${READER} order by lower(r.label), r.id), '[]') as rows,
     (select json_build_object('checkedAt', w.checked_at, 'problem', w.problem) from fleet_watch w) as watch
   from reader r
   where r.removed_at is null or exists (select from register g where g.reader_id = r.id and g.revoked_at is null)`,
)

const ONE = statement('reader', `select ${READER} as reader from reader r where r.id = $1`)

type Told = Omit<ReaderRow, 'moving'>

const rowFrom = (told: Told): ReaderRow => ({ ...told, moving: told.move !== null })

/** What readers are and do, from our own rows: one statement however many they are. */
export function makeReaderList(pool: pg.Pool): Pick<Readers, 'list' | 'find'> {
  return {
    async list() {
      const [row] = await run<{ rows: Told[]; watch: FleetWatch | null }>(pool, LIST, [])
      return {
        rows: (row?.rows ?? []).map(rowFrom),
        watch: row?.watch ?? { checkedAt: null, problem: null },
      }
    },
    async find(readerId) {
      const [row] = await run<{ reader: Told }>(pool, ONE, [readerId])
      return row && rowFrom(row.reader)
    },
  }
}
