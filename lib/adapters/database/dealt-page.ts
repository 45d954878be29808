import type pg from 'pg'
import type { DealtInList, DealtKind, DealtWanted } from '#lib/domain/dealt-list.ts'
import type { SaleWord } from '#lib/domain/sales-list.ts'
import { run, statement } from './connect.ts'

/** Surprises of sales and money that no sale tells of, as one list. Few, beside sales: it is read as a whole and needs no index. */
const DEALT = `(
  select id::text, kind, amount, currency, at, dealt_at, dealt_by, how, sale_id, null as payment_intent, null::boolean as live
  from surprise where dealt_at is not null
  union all
  select payment_intent, 'no_sale', amount, currency, at, dealt_at, dealt_by, how, null, payment_intent, live
  from unknown_payment where dealt_at is not null
) d left join staff b on b.id = d.dealt_by`

const ROW = `jsonb_strip_nulls(jsonb_build_object('id', d.id, 'kind', d.kind, 'at', d.at,
  'amount', jsonb_build_object('minor', d.amount, 'currency', d.currency),
  'saleId', d.sale_id, 'saleNumber', s.number, 'paymentIntent', d.payment_intent, 'live', d.live,
  'dealt', jsonb_build_object('at', d.dealt_at, 'by', d.by, 'how', d.how)))`

const COLUMNS = { dealt: 'd.dealt_at', happened: 'd.at', amount: 'd.amount' } satisfies Record<
  DealtWanted['by'],
  string
>

/** One page of what somebody has dealt with, and how many there are on all pages. Sales are read for the page's rows only. */
export async function dealtPage(
  pool: pg.Pool,
  wanted: DealtWanted,
): Promise<{ readonly rows: readonly DealtInList[]; readonly total: number }> {
  const values: unknown[] = []
  const param = (value: unknown) => `$${values.push(value)}`
  const where = conditions(wanted, param).join(' and ')
  const total = pool.query<{ total: number }>(`select count(*)::int as total from ${DEALT} where ${where}`, [
    ...values,
  ])
  const order = `${COLUMNS[wanted.by]} ${wanted.down ? 'desc' : 'asc'}, d.dealt_at desc, d.at desc, d.id`
  const rows = pool.query<{ told: DealtInList }>(
    `select ${ROW} as told from (
       select d.*, b.name as by from ${DEALT} where ${where} order by ${order}
       limit ${param(wanted.limit)} offset ${param(wanted.offset)}
     ) d left join sale s on s.id = d.sale_id order by ${order}`,
    values,
  )
  const [counted, found] = await Promise.all([total, rows])
  return { rows: found.rows.map(row => row.told), total: counted.rows[0]?.total ?? 0 }
}

type Param = (value: unknown) => string

function conditions({ words, kind, fromMs }: DealtWanted, param: Param): readonly string[] {
  const all = words.map(word => found(word, param))
  if (kind !== undefined) all.push(`d.kind = ${param(kind)}`)
  if (fromMs !== undefined) all.push(`d.dealt_at >= ${param(fromMs)}::bigint`)
  return all.length === 0 ? ['true'] : all
}

/** By any of its meanings; a word without one is found nowhere. */
function found({ numbers, minor, name }: SaleWord, param: Param): string {
  const any: string[] = []
  if (numbers !== undefined)
    any.push(`d.sale_id in (select id from sale where number = any(${param(numbers)}::bigint[]))`)
  if (minor !== undefined) any.push(`d.amount = ${param(minor)}::bigint`)
  if (name !== undefined) {
    const like = param(`%${name.replaceAll(/[\\%_]/g, '\\$&')}%`)
    any.push(`concat_ws(chr(10), d.how, b.name, d.payment_intent) ilike ${like}`)
  }
  return any.length === 0 ? 'false' : `(${any.join(' or ')})`
}

const KINDS = statement(
  'dealt_kinds',
  `select distinct kind from surprise where dealt_at is not null
   union all select 'no_sale' where exists (select from unknown_payment where dealt_at is not null) order by kind`,
)

/** The kinds that somebody has dealt with one of. */
export async function dealtKinds(pool: pg.Pool): Promise<readonly DealtKind[]> {
  return (await run<{ kind: DealtKind }>(pool, KINDS, [])).map(({ kind }) => kind)
}
