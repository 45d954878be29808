import type pg from 'pg'
import type { AuditLink, AuditWanted } from '#lib/ports/audit.ts'
import { run, statement } from './connect.ts'

/** An entry as the port tells it. */
export const LINK = `seq::float8 as seq, at::float8 as at, what, subject, named, before, after, hash,
  staff_id as "staffId", staff_name as "staffName", approver_id as "approverId", approver_name as "approverName",
  register_id as "registerId", reader_id as "readerId", request_id as "requestId"`

/** `$1` are words to be found anywhere, already without meaning for `like`. Whoever consented is found like whoever did it. */
const FOUND = `($1 = '' or concat_ws(' ', what, subject, named, staff_name, approver_name, reader_id, request_id) ilike '%' || $1 || '%')
  and ($2::text is null or what = $2) and ($3::text is null or $3 in (staff_id, approver_id))
  and ($4::bigint is null or at >= $4) and ($5::bigint is null or at < $5)`

const PAGE = statement(
  'audit_page',
  `select ${LINK} from audit where ${FOUND} order by audit.seq desc limit $6::int offset $7::int`,
)
const COUNT = statement('audit_count', `select count(*)::int as total from audit where ${FOUND}`)

export async function auditPage(pool: pg.Pool, wanted: AuditWanted) {
  const { words, what = null, staffId = null, fromMs = null, untilMs = null, limit, offset } = wanted
  const found = [words.replace(/[\\%_]/g, '\\$&'), what, staffId, fromMs, untilMs]
  const [rows, [counted]] = await Promise.all([
    run<AuditLink>(pool, PAGE, [...found, limit, offset]),
    run<{ total: number }>(pool, COUNT, found),
  ])
  return { rows, total: counted?.total ?? 0 }
}

const OCCURRING = statement(
  'audit_occurring',
  `select coalesce((select json_agg(distinct what) from audit), '[]') as whats,
     coalesce((select json_agg(json_build_object('staffId', staff_id, 'name', staff_name) order by staff_name)
       from (select distinct on (staff_id) staff_id, staff_name from (
         select seq, staff_id, staff_name from audit union all select seq, approver_id, approver_name from audit
       ) a where staff_id is not null order by staff_id, seq desc) p
     ), '[]') as people`,
)

export async function auditOccurring(pool: pg.Pool) {
  type Row = { whats: string[]; people: { staffId: string; name: string }[] }
  const [row] = await run<Row>(pool, OCCURRING, [])
  return row ?? { whats: [], people: [] }
}
