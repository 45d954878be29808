import { sql } from 'drizzle-orm'
import { catalogueKey } from '#lib/contracts/keys.ts'
import type { GoodsKept, KeptGood } from '#lib/domain/goods-file.ts'
import type { GoodPut } from '#lib/domain/goods-import-books.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import { run, statement } from './connect.ts'
import { changeGoods, type Done, type GoodsNeeds, goodsAlone, type Transaction } from './goods-change.ts'

/**
 * The office's work by its versions, and the last movement of stock there was. Movements after that one which are no sales are the office's
 * too. And should one with a number before it come late, nobody could tell on which side of the moment it lies: then it is another state.
 */
const stateSince = (
  movement: number | null,
) => sql`with last as (select coalesce(${movement}::bigint, (select max(id) from stock_movement), 0) as id)
  select concat_ws('.', (select count(*) || ':' || coalesce(sum(version), 0) from product),
    (select count(*) || ':' || coalesce(sum(version), 0) from category),
    (select count(*) || ':' || coalesce(sum(version), 0) from tax_class),
    (select count(*) || ':' || coalesce(sum(version), 0) from modifier_group),
    (select count(*) filter (where m.id <= last.id) || ':' || count(*) filter (where m.id > last.id and reason <> 'sale')
       from stock_movement m where m.id > last.id - 10000),
    last.id) as state from last`

/** The last movement of stock in a state; null where it is none of ours. */
const lastMovementIn = (state: string): number | null => {
  const id = /\.(\d{1,15})$/.exec(state)?.[1]
  return id === undefined ? null : Number(id)
}

/** Parents before their variants, as an import wants them; the stock as it was after a movement. */
const GOODS = statement(
  'goods_kept',
  `select p.id, p.parent_id as "parentId", p.name, p.variant_name as variant, p.category_id as "categoryId",
     p.tax_class_id as "taxClassId", p.sku, coalesce(codes.barcodes, '{}') as barcodes, p.price::float8 as "priceMinor",
     p.cost::float8 as "costMinor", p.stock_mode as "stockMode", p.stock - coalesce(later.change, 0) as stock, p.favourite, coalesce(asked.groups, '{}') as "groupIds",
     p.archived
   from product p left join product parent on parent.id = p.parent_id
   left join (select product_id, array_agg(barcode order by barcode) as barcodes from product_barcode group by product_id) codes
     on codes.product_id = p.id
   left join (select product_id, array_agg(group_id order by position) as groups from product_modifier_group group by product_id) asked
     on asked.product_id = p.id
   left join (select product_id, sum(change)::int as change from stock_movement where id > $1::bigint group by product_id) later
     on later.product_id = p.id
   order by coalesce(parent.position, p.position), coalesce(p.parent_id, p.id), p.parent_id is not null, p.position, p.id`,
)

type Parts = Omit<GoodsKept, 'goods'>

const PARTS = statement(
  'goods_parts_kept',
  `select (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by position, id), '[]') from category) as categories,
     (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'isDefault', is_default) order by position, id), '[]')
        from tax_class) as "taxClasses",
     (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'archived', archived) order by position, id), '[]')
        from modifier_group) as groups`,
)

export function makeGoodsBulk(needs: GoodsNeeds): Pick<GoodsStore, 'kept' | 'putAll'> {
  return {
    async kept(seen) {
      // The state first: what changes meanwhile is newer than it says, and then nothing is imported.
      const since = seen === undefined ? null : lastMovementIn(seen)
      const { rows } = await needs.db.execute<{ state: string }>(stateSince(since))
      const state = rows[0]?.state ?? ''
      const [goods, [parts]] = await Promise.all([
        run<KeptGood>(needs.pool, GOODS, [lastMovementIn(state)]),
        run<Parts>(needs.pool, PARTS, []),
      ])
      const none: Parts = { categories: [], taxClasses: [], groups: [] }
      return { goods, ...(parts ?? none), state }
    },
    async putAll({ puts, newCategories, state, before, after }, by, { told, signal }) {
      try {
        const work = async (tx: Transaction): Promise<Done> => {
          await tx.execute(sql.raw(`set local tapline.bulk = 'on'`))
          await tx.execute(sql.raw(`set local statement_timeout = '120s'`))
          await stage(tx, puts, told, signal)
          await tx.execute(goodsAlone)
          const now = await tx.execute<{ state: string }>(stateSince(lastMovementIn(state)))
          if (now.rows[0]?.state !== state) return { ok: false, because: 'changed' }
          await merge(tx, newCategories, by)
          if (signal.aborted) throw new Stopped()
          await tx.execute(sql.raw('select the_goods_changed_in_bulk()'))
          return { what: 'import_goods', subject: 'goods', before, after }
        }
        return await changeGoods(needs, by, work, catalogueKey, true)
      } catch (error) {
        if (error instanceof Stopped) return { ok: false, because: 'stopped' }
        throw error
      }
    },
  }
}

class Stopped extends Error {}

const AT_ONCE = 2_000

const STAGE = `create temp table import_row (
  place int, id text, "parentId" text, name text, variant text, "categoryId" text, "taxClassId" text, sku text, barcodes text[],
  "priceMinor" bigint, "costMinor" bigint, "stockMode" text, "stockChange" int, favourite boolean, "groupIds" text[], archived boolean,
  "isNew" boolean, "codesMove" boolean, "questionsMove" boolean
) on commit drop`

/** Everything is laid beside the goods first, where nobody waits for it. */
async function stage(
  tx: Transaction,
  puts: readonly GoodPut[],
  told: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await tx.execute(sql.raw(STAGE))
  for (let from = 0; from < puts.length; from += AT_ONCE) {
    if (signal.aborted) throw new Stopped()
    const rows = puts.slice(from, from + AT_ONCE).map((put, place) => ({ ...put, place: from + place }))
    await tx.execute(
      sql`insert into import_row select * from jsonb_populate_recordset(null::import_row, ${JSON.stringify(rows)}::jsonb)`,
    )
    told(Math.min(puts.length, from + AT_ONCE))
  }
  await tx.execute(sql.raw('create unique index on import_row (id)'))
  await tx.execute(sql.raw('analyze import_row'))
}

type By = Parameters<GoodsStore['putAll']>[1]

/**
 * A handful of statements, whatever their number of rows. Codes are let go of before they are put, so that they may change places. Variants
 * follow their good, listed or not.
 */
async function merge(
  tx: Transaction,
  newCategories: Parameters<GoodsStore['putAll']>[0]['newCategories'],
  by: By,
): Promise<void> {
  const made = JSON.stringify(newCategories)
  await tx.execute(sql`insert into category (id, name, colour, position)
    select one.id, one.name, ((n - 1) % 8 + 1)::int, n + (select coalesce(max(position), -1) from category)
    from rows from (jsonb_to_recordset(${made}::jsonb) as (id text, name text)) with ordinality as one(id, name, n)`)
  await tx.execute(sql`update product set sku = null from import_row r
    where product.id = r.id and r."codesMove" and not r."isNew" and product.sku is not null`)
  await tx.execute(sql`delete from product_barcode using import_row r
    where product_barcode.product_id = r.id and r."codesMove" and not r."isNew"`)
  await tx.execute(sql`update product set name = r.name, variant_name = r.variant, category_id = r."categoryId",
      tax_class_id = r."taxClassId", sku = r.sku, price = r."priceMinor", cost = r."costMinor", stock_mode = r."stockMode",
      favourite = r.favourite, archived = r.archived, version = product.version + 1
    from import_row r where product.id = r.id and not r."isNew"`)
  for (const isVariant of [false, true]) await insertNew(tx, isVariant)
  await tx.execute(sql`update product v set name = p.name, category_id = p.category_id, tax_class_id = p.tax_class_id
    from product p where v.parent_id = p.id and p.id in (select id from import_row)
    and (v.name, v.category_id, v.tax_class_id) is distinct from (p.name, p.category_id, p.tax_class_id)`)
  await tx.execute(sql`update product set version = product.version + 1 where parent_id is null and id not in (select id from import_row)
    and id in (select "parentId" from import_row where "parentId" is not null)`)
  await tx.execute(sql`insert into product_barcode (barcode, product_id)
    select unnest(barcodes), id from import_row where "codesMove"`)
  await tx.execute(sql`delete from product_modifier_group using import_row r
    where product_modifier_group.product_id = r.id and r."questionsMove"`)
  await tx.execute(sql`insert into product_modifier_group (product_id, group_id, position)
    select r.id, one.group_id, one.n - 1 from import_row r, unnest(r."groupIds") with ordinality as one(group_id, n)
    where r."questionsMove"`)
  await countStock(tx, by)
}

const insertNew = (tx: Transaction, isVariant: boolean) =>
  tx.execute(sql`insert into product (id, parent_id, variant_name, name, category_id, tax_class_id, sku, price, cost, stock_mode,
      favourite, archived, position)
    select id, "parentId", variant, name, "categoryId", "taxClassId", sku, "priceMinor", "costMinor", "stockMode", favourite, archived,
      place + (select coalesce(max(position), -1) + 1 from product)
    from import_row where "isNew" and ("parentId" is not null) = ${isVariant} order by place`)

/** What is sold since the look stays sold: the difference that was shown then is a movement with its reason. */
async function countStock(tx: Transaction, { staffId, staffName, at }: By): Promise<void> {
  await tx.execute(sql`with counted as (
      update product set stock = product.stock + r."stockChange" from import_row r
      where product.id = r.id and r."stockChange" <> 0 returning product.id, r."stockChange" as change
    )
    insert into stock_movement (product_id, change, reason, staff_id, staff_name, at)
    select id, change, 'import', ${staffId}, ${staffName}, ${at}::bigint from counted`)
}
