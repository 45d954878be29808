import type pg from 'pg'
import { MOST_DEEDS_TOLD } from '#lib/contracts/payments.ts'
import type { Deed, Diary, InFlight, SaleDiary } from '#lib/ports/diary.ts'
import { run, statement } from './connect.ts'
import { type LoadedRow, loadedFrom } from './sale-load.ts'
import { LOADED } from './sale-sql.ts'
import { SURPRISE } from './surprises.ts'

const NOTE = `json_build_object('id', j.id, 'kind', j.kind, 'at', j.at, 'tenderId', j.tender_id,
  'staffName', (select name from staff where id = j.staff_id), 'data', j.data)`

/** Without its parameters: what a person copies from the diary leaves the shop. */
const CALL = `json_build_object('id', c.id, 'tenderId', c.tender_id, 'readerId', c.reader_id, 'step', c.step, 'n', c.n,
  'key', c.key, 'path', c.path, 'writtenAt', c.written_at, 'timesSent', c.times_sent, 'outcome', c.outcome, 'code', c.code,
  'requestId', c.request_id, 'ms', c.ms, 'answeredAt', c.answered_at)`

const READERS = `(select coalesce(json_object_agg(id, label), '{}') from reader)`

const OF_SALE = statement(
  'diary',
  `select json_build_object(
     'registerName', r.name, 'staffName', by.name, 'readers', ${READERS},
     'notes', (select coalesce(json_agg(${NOTE} order by j.id), '[]') from journal j where j.sale_id = s.id),
     'calls', (select coalesce(json_agg(${CALL} order by c.written_at, c.id), '[]') from call c where c.sale_id = s.id),
     'surprises', (select coalesce(json_agg(${SURPRISE} order by u.id), '[]') from surprise u where u.sale_id = s.id)
   ) as diary
   from sale s join register r on r.id = s.register_id join staff by on by.id = s.opened_by
   where s.id = $1`,
)

/** Small however many sales there are: living card tenders, held readers and unanswered calls each have an index of their own. */
const IN_FLIGHT = statement(
  'in_flight',
  `with moving as (
     select sale_id as id from tender where kind = 'card' and state in ('drafted', 'ready', 'on_reader', 'held')
     union select t.sale_id from reader_lease l join tender t on t.id = l.tender_id
     union select sale_id from call where outcome is null and tender_id is not null
   )
   select ${LOADED}, r.name as "registerName", ${READERS} as readers,
     coalesce((select w.name from journal j join staff w on w.id = j.staff_id
       where j.sale_id = s.id and j.kind = 'wish' order by j.id desc limit 1), by.name) as "staffName"
   from moving join sale s on s.id = moving.id
   join register r on r.id = s.register_id join staff by on by.id = s.opened_by
   order by s.number`,
)

const MOST_DEEDS_AT_ONE_REGISTER = 20

const DEEDS = statement(
  'deeds',
  `select jsonb_strip_nulls(jsonb_build_object(
     'id', j.id, 'at', j.at, 'saleId', s.id, 'saleNumber', s.number, 'registerName', r.name,
     'reader', (select label from reader where id = j.data->>'reader'), 'did', j.data->>'did', 'sinceMs', j.data->'sinceMs')) as deed
   from journal j join sale s on s.id = j.sale_id join register r on r.id = s.register_id
   where j.kind = 'deed' and j.at >= $1::bigint
     and ($2::text is null or r.id = $2 or j.data->>'reader' = (select reader_id from register where id = $2))
   order by j.id desc
   limit case when $2::text is null then ${MOST_DEEDS_TOLD} else ${MOST_DEEDS_AT_ONE_REGISTER} end`,
)

type Around = Pick<InFlight, 'registerName' | 'staffName' | 'readers'>

/** The journal, the calls and the surprises, as people read them. */
export function makeDiary(pool: pg.Pool): Diary {
  return {
    async of(saleId) {
      const [row] = await run<{ diary: SaleDiary }>(pool, OF_SALE, [saleId])
      return row?.diary
    },
    async deeds(sinceMs, registerId) {
      const rows = await run<{ deed: Deed }>(pool, DEEDS, [sinceMs, registerId ?? null])
      return rows.map(({ deed }) => deed)
    },
    async inFlight() {
      const rows = await run<LoadedRow & Around>(pool, IN_FLIGHT, [])
      return rows.map(row => {
        const { sale, leases, openCalls } = loadedFrom(row)
        const { registerName, staffName, readers } = row
        return { sale, leases, openCalls, registerName, staffName, readers }
      })
    },
  }
}
