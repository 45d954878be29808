import type pg from 'pg'
import type { GoodsQuery, GoodsRow, GoodsWanted } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { PICTURE } from './catalogue-sql.ts'

/** From so few on a good counts as low. */
const LOW = 10

const WORDS = `lower(p.name || ' ' || coalesce(p.variant_name, '') || ' ' || coalesce(p.sku, ''))`

const ORDERS: Readonly<Record<string, string>> = {
  name: 'lower(p.name)',
  price: 'p.price',
  sku: 'p.sku',
  category: 'c.position',
  stock: `case when p.stock_mode <> 'off' then p.stock end`,
}

/** One page of goods, each with its variants summed up. Words are looked for in names, variants and SKUs; codes by their beginning. */
export async function goodsPage(
  pool: pg.Pool,
  query: GoodsQuery,
): Promise<{ readonly rows: readonly GoodsRow[]; readonly total: number }> {
  const values: unknown[] = []
  const param = (value: unknown) => `$${values.push(value)}`
  const where = conditions(query, param).join(' and ')
  const total = pool.query<{ total: string }>(`select count(*) as total from product p where ${where}`, [
    ...values,
  ])
  const order = orderOf(query)
  const page = `select p.* from product p join category c on c.id = p.category_id where ${where}
    order by ${order === `${ORDERS.name} asc nulls last` ? ORDERS.name : order}, p.id
    limit ${param(query.limit)} offset ${param(query.offset)}`
  const rows = pool.query<GoodsRow>(
    ROWS.replace('%page', () => page).replace('%order', () => order),
    values,
  )
  const [counted, found] = await Promise.all([total, rows])
  return { rows: found.rows, total: Number(counted.rows[0]?.total ?? 0) }
}

/** Every good that fits, in the order of the list. */
export async function goodsFound(pool: pg.Pool, wanted: GoodsWanted): Promise<readonly ProductId[]> {
  const values: unknown[] = []
  const where = conditions(wanted, value => `$${values.push(value)}`).join(' and ')
  const text = `select p.id from product p join category c on c.id = p.category_id where ${where}
    order by ${orderOf(wanted)}, p.id`
  return (await pool.query<{ id: ProductId }>(text, values)).rows.map(({ id }) => id)
}

const orderOf = ({ sort }: GoodsWanted): string =>
  `${ORDERS[sort.by] ?? ORDERS.name} ${sort.down ? 'desc' : 'asc'} nulls last`

const ROWS = `
  select p.id, p.name, p.sku, c.name as category, c.colour, p.favourite, p.archived, ${PICTURE} as picture,
    coalesce(v.lowest, p.price)::float8 as "lowestMinor", coalesce(v.highest, p.price)::float8 as "highestMinor",
    coalesce(v.count, 0) as variants,
    case when v.count > 0 then v.left when p.stock_mode <> 'off' then p.stock end as left
  from (%page) p
  join category c on c.id = p.category_id
  left join product_picture pic on pic.product_id = p.id
  left join lateral (
    select count(*)::int, min(price) as lowest, max(price) as highest,
      (sum(stock) filter (where stock_mode <> 'off'))::int as left
    from product v where v.parent_id = p.id and not v.archived
  ) v on true
  order by %order, p.id`

type Param = (value: unknown) => string

function conditions(query: GoodsWanted, param: Param): readonly string[] {
  const all = ['p.parent_id is null']
  if (query.state !== 'all') all.push(query.state === 'archived' ? 'p.archived' : 'not p.archived')
  if (query.categoryId !== undefined) all.push(`p.category_id = ${param(query.categoryId)}`)
  if (query.stock !== undefined) all.push(stockCondition(query.stock))
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length > 0) all.push(found(words, param))
  return all
}

/** A good is found by what it or one of its variants is called or carries. */
function found(words: readonly string[], param: Param): string {
  const like = words.map(word => `${WORDS} like ${param(`%${escaped(word)}%`)}`).join(' and ')
  const [only] = words
  const byCode =
    words.length === 1 && only !== undefined
      ? ` union select coalesce(p.parent_id, p.id) from product_barcode b join product p on p.id = b.product_id
          where b.barcode like ${param(`${escaped(only)}%`)} or b.barcode like ${param(`${escaped(only.toUpperCase())}%`)}`
      : ''
  // An array and not `in`: the few that are found are then fetched by their ids, and no plan reads all the others.
  return `p.id = any(array(select coalesce(p.parent_id, p.id) from product p where ${like}${byCode}))`
}

const escaped = (word: string): string => word.replaceAll(/[\\%_]/g, '\\$&')

/** Of the good itself or one of its variants. */
function stockCondition(stock: NonNullable<GoodsQuery['stock']>): string {
  const few = { counted: '', low: ` and x.stock <= ${LOW}`, out: ' and x.stock <= 0' }[stock]
  return `exists (
    select from product x where (x.id = p.id or x.parent_id = p.id) and x.stock_mode <> 'off' and not x.archived${few})`
}
