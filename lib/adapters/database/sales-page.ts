import type pg from 'pg'
import type { SaleInList, SalesWanted, SaleWord } from '#lib/domain/sales-list.ts'

/** A sale whose money the bank has promised. Few at any time, and in an index of their own. */
const HELD = `array(select sale_id from tender where kind = 'card' and state = 'held')`

/** What the list shows of a page of sales `p`. Of the money only what arrived is named. */
const ROWS = `
  select s.id, s.number::float8 as number, coalesce(s.paid_at, s.opened_at)::float8 as at, r.name as "registerName",
    case when s.id = any(${HELD}) then 'held' else s.status end as state,
    json_build_object('minor', s.wanted_total, 'currency', s.currency) as total,
    (select coalesce(sum(quantity), 0)::int from sale_line where sale_id = s.id) as items,
    (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', t -> 'kind', 'handed', t -> 'handed',
       'change', t -> 'change', 'card', case when t ? 'card' then jsonb_build_object(
         'brand', t -> 'card' -> 'brand', 'last4', t -> 'card' -> 'last4') end)) order by n), '[]')
     from jsonb_array_elements(s.state -> 'tenders') with ordinality x(t, n) where t ->> 'state' = 'paid') as paid,
    json_build_object('currency', s.currency, 'minor', (
      select coalesce(sum(coalesce((t -> 'refundedElsewhere' ->> 'minor')::bigint, 0) + (
        select coalesce(sum((r -> 'amount' ->> 'minor')::bigint), 0) from jsonb_array_elements(t -> 'refunds') r
        where r ->> 'state' = 'succeeded')), 0)
      from jsonb_array_elements(s.state -> 'tenders') t)) as returned
  from (%page) p join sale s on s.id = p.id join register r on r.id = s.register_id
  order by %order`

type Page = { readonly rows: readonly SaleInList[]; readonly total: number }

/** One page of the sales. The page is found by ids alone, and the rest read for its rows only. */
export async function salesPage(pool: pg.Pool, wanted: SalesWanted): Promise<Page> {
  const values: unknown[] = []
  const param = (value: unknown) => `$${values.push(value)}`
  const where = conditions(wanted, param).join(' and ')
  const counting = [...values]
  const way = wanted.down ? 'desc' : 'asc'
  const order = wanted.by === 'total' ? `s.wanted_total ${way}, s.number desc` : `s.number ${way}`
  const cut = `order by ${order} limit ${param(wanted.limit)} offset ${param(wanted.offset)}`
  const rowsOf = (page: string) => ROWS.replace('%page', () => page).replace('%order', () => order)
  if (wanted.words.some(({ name }) => name !== undefined))
    return foundOnce(pool, where, rowsOf(`select s.id from found s ${cut}`), values)
  const [counted, found] = await Promise.all([
    pool.query<{ total: number }>(`select count(*)::int as total from sale s where ${where}`, counting),
    pool.query<SaleInList>(rowsOf(`select s.id from sale s where ${where} ${cut}`), values),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}

/** Words for goods are looked for in all lines there are: once, for the page and for the count alike. */
async function foundOnce(pool: pg.Pool, where: string, rows: string, values: unknown[]): Promise<Page> {
  const found = await pool.query<Page>(
    `with found as materialized (select s.id, s.number, s.wanted_total from sale s where ${where})
     select (select count(*)::int from found) as total, coalesce((select json_agg(r) from (${rows}) r), '[]') as rows`,
    values,
  )
  return found.rows[0] ?? { rows: [], total: 0 }
}

type Param = (value: unknown) => string

function conditions({ words, state, kind, registerId }: SalesWanted, param: Param): readonly string[] {
  const all = words.map(word => found(word, param))
  if (state === 'held') all.push(`s.id = any(${HELD})`)
  else if (state !== undefined) all.push(`s.status = ${param(state)}`)
  if (state === 'open') all.push(`s.id <> all(${HELD})`)
  if (kind !== undefined) all.push(`s.paid_by = any(${param([kind, 'both'])}::text[])`)
  if (registerId !== undefined) all.push(`s.register_id = ${param(registerId)}`)
  return all.length === 0 ? ['true'] : all
}

/** By any of its meanings; a word without one is in no sale. */
function found({ name, ...word }: SaleWord, param: Param): string {
  const any = foundByIndex(word, param)
  if (name === undefined) return any.length === 0 ? 'false' : `(${any.join(' or ')})`
  const like = param(`%${name.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const others = any.length === 0 ? '' : `union all select s.id from sale s where ${any.join(' or ')}`
  // Goods are known by no index: all lines are read, once. Without the `offset` a plan may look for them sale by sale.
  return `s.id in (select sale_id from sale_line where name ilike ${like} ${others} offset 0)`
}

function foundByIndex({ numbers, last4, minor }: Omit<SaleWord, 'name'>, param: Param): readonly string[] {
  const any: string[] = []
  if (numbers !== undefined) any.push(`s.number = any(${param(numbers)}::bigint[])`)
  if (last4 !== undefined) any.push(`(s.cards <> '{}' and s.cards @> ${param([last4])}::text[])`)
  if (minor !== undefined) {
    const amount = `${param(minor)}::bigint`
    any.push(`s.ended_total = ${amount}`, `(s.status = 'open' and s.wanted_total = ${amount})`)
  }
  return any
}
