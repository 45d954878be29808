import type pg from 'pg'
import { AT_NO_REGISTER } from '#lib/domain/audit-words.ts'
import type { AuditLink, AuditSort, AuditWanted } from '#lib/ports/audit.ts'
import { run, type Statement, statement } from './connect.ts'

/** An entry as the port tells it. */
export const LINK = `seq::float8 as seq, at::float8 as at, what, subject, named, before, after, hash,
  staff_id as "staffId", staff_name as "staffName", approver_id as "approverId", approver_name as "approverName",
  register_id as "registerId", reader_id as "readerId", request_id as "requestId"`

const WHERE = `coalesce(register_id, '${AT_NO_REGISTER}')`

/**
 * `$1` are words to be found anywhere, already without meaning for `like`; `$2` and `$3` the operations and places they stand for.
 * Whoever consented is found like whoever did it.
 */
const FOUND = `($1 = '' or what = any($2::text[]) or ${WHERE} = any($3::text[]) or reader_id = any($3) or subject = any($3)
    or concat_ws(chr(10), what, replace(what, '_', ' '), subject, named, staff_name, approver_name, reader_id, request_id)
      ilike '%' || $1 || '%')
  and ($4::text is null or what = $4) and ($5::text is null or ${WHERE} = $5)
  and ($6::text is null or $6 in (staff_id, approver_id))
  and ($7::bigint is null or at >= $7) and ($8::bigint is null or at < $8) and ($9::text[] is null or what <> all($9))`

/** Numbers are given in the order of the chain, so time goes by the primary key. */
const PAGES = {
  newest: pageBy('audit.seq desc'),
  oldest: pageBy('audit.seq'),
  who: pageBy('lower(staff_name), staff_name, audit.seq desc'),
  who_down: pageBy('lower(staff_name) desc, staff_name desc, audit.seq desc'),
} satisfies Record<AuditSort, Ways>

type Ways = { readonly page: Statement; readonly searched: Statement }

/** The page is found by what sorts it alone: whole entries of so many would not fit where they are sorted. */
function pageBy(order: string): Ways {
  const page = (from: string) =>
    `select ${LINK} from audit where seq in (select seq from ${from} order by ${order} limit $10::int offset $11::int)
     order by ${order}`
  return {
    page: statement('audit_page', page(`audit where ${FOUND}`)),
    // No index knows words: every entry is read, once for the page and for the count alike.
    searched: statement(
      'audit_searched',
      `with found as materialized (select seq, staff_name from audit where ${FOUND})
       select (select count(*)::int from found) as total,
         coalesce((select json_agg(r) from (${page('found audit')}) r), '[]') as rows`,
    ),
  }
}

const COUNT = statement('audit_count', `select count(*)::int as total from audit where ${FOUND}`)

type Page = { readonly rows: readonly AuditLink[]; readonly total: number }

export async function auditPage(pool: pg.Pool, wanted: AuditWanted): Promise<Page> {
  const { words, limit, offset, sort = 'newest' } = wanted
  const found = foundBy(wanted)
  const { page, searched } = PAGES[sort]
  if (words !== '') {
    const [told] = await run<Page>(pool, searched, [...found, limit, offset])
    return told ?? { rows: [], total: 0 }
  }
  const [rows, [counted]] = await Promise.all([
    run<AuditLink>(pool, page, [...found, limit, offset]),
    run<{ total: number }>(pool, COUNT, found),
  ])
  return { rows, total: counted?.total ?? 0 }
}

const foundBy = ({
  words,
  orWhats,
  orPlaces,
  what,
  butWhats,
  where,
  staffId,
  fromMs,
  untilMs,
}: AuditWanted) => [
  words.replace(/[\\%_]/g, '\\$&'),
  orWhats ?? [],
  orPlaces ?? [],
  what ?? null,
  where ?? null,
  staffId ?? null,
  fromMs ?? null,
  untilMs ?? null,
  butWhats ?? null,
]

/** A `with recursive` part: the different values of a column, each found in an index by its first place after the one before. */
const LEAPS = (name: string, value: string) => `${name} as (
  (select ${value} as it from audit where ${value} is not null order by 1 limit 1)
  union all
  select (select ${value} from audit where ${value} > ${name}.it order by 1 limit 1) from ${name} where ${name}.it is not null)`

/** What somebody was called when they last did something, or consented to it. */
const LAST_NAME = (id: string, name: string) =>
  `(select seq, ${name} as name from audit where ${id} = ids.it order by seq desc limit 1)`

const OCCURRING = statement(
  'audit_occurring',
  `with recursive ${LEAPS('whats', 'what')}, ${LEAPS('places', WHERE)}, ${LEAPS('doers', 'staff_id')}, ${LEAPS('approvers', 'approver_id')},
   ids as (select it from doers where it is not null union select it from approvers where it is not null),
   people as (
     select ids.it as id, (select name from (
       ${LAST_NAME('staff_id', 'staff_name')} union all ${LAST_NAME('approver_id', 'approver_name')}
     ) called order by seq desc limit 1) as name from ids)
   select coalesce((select json_agg(it order by it) from whats where it is not null), '[]') as whats,
     coalesce((select json_agg(it order by it) from places where it is not null), '[]') as places,
     coalesce((select json_agg(json_build_object('staffId', id, 'name', name) order by name) from people), '[]') as people`,
)

export async function auditOccurring(pool: pg.Pool) {
  type Row = { whats: string[]; places: string[]; people: { staffId: string; name: string }[] }
  const [row] = await run<Row>(pool, OCCURRING, [])
  return row ?? { whats: [], places: [], people: [] }
}
