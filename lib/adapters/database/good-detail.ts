import type pg from 'pg'
import type { GoodDetail, Movement } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { PICTURE } from './catalogue-sql.ts'
import { run, statement } from './connect.ts'

/** What a good and a variant both have. */
const PARTS = (row: string) => `
  'id', ${row}.id, 'sku', ${row}.sku, 'priceMinor', ${row}.price, 'costMinor', ${row}.cost, 'stockMode', ${row}.stock_mode,
  'stock', ${row}.stock,
  'barcodes', (select coalesce(json_agg(barcode order by barcode), '[]') from product_barcode where product_id = ${row}.id)`

const GOOD = statement(
  'good_detail',
  `select json_build_object(${PARTS('p')}, 'name', p.name, 'categoryId', p.category_id, 'taxClassId', p.tax_class_id,
     'favourite', p.favourite, 'archived', p.archived, 'version', p.version,
     'picture', (select ${PICTURE} from product_picture pic where pic.product_id = p.id),
     'groupIds', (select coalesce(json_agg(group_id order by position), '[]')
       from product_modifier_group where product_id = p.id),
     'variants', (select coalesce(json_agg(json_build_object(${PARTS('v')}, 'name', v.variant_name)
         order by v.position, v.id), '[]')
       from product v where v.parent_id = p.id and not v.archived)) as good
   from product p where p.id = $1 and p.parent_id is null`,
)

const MOVEMENTS = statement(
  'movements_of_good',
  `select m.id::float8 as id, m.product_id as "productId", p.variant_name as variant, m.change, m.reason, m.note,
     s.number::float8 as "saleNumber", m.staff_name as "staffName", m.at::float8 as at
   from stock_movement m join product p on p.id = m.product_id left join sale s on s.id = m.sale_id
   where m.product_id = any(array(select id from product where id = $1 or parent_id = $1))
   order by m.id desc limit $2`,
)

/** A good with its variants that are still sold; archived itself or not. */
export async function goodDetail(
  pool: Pick<pg.Pool, 'query'>,
  id: ProductId,
): Promise<GoodDetail | undefined> {
  const { rows } = await pool.query<{ good: GoodDetail }>({ ...GOOD, values: [id] })
  return rows[0]?.good
}

export const movementsOf = (pool: pg.Pool, id: ProductId, limit: number): Promise<readonly Movement[]> =>
  run<Movement>(pool, MOVEMENTS, [id, limit])
