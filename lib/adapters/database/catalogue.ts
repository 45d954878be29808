import type pg from 'pg'
import type { Goods } from '#lib/domain/cart.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Catalogue, Category, Product } from '#lib/ports/catalogue.ts'
import { run, statement } from './connect.ts'

const GOODS = statement(
  'goods',
  `select product.id, product.name, price::float8 as "priceMinor", tax_rate_bp as "taxRateBp", currency
   from product cross join shop where product.id = any($1::text[]) and not archived`,
)

const VERSION = statement('catalogue_version', 'select version::text from catalogue_version')

const CATEGORIES = statement('categories', 'select id, name, colour from category order by position, id')

const PRODUCTS = statement(
  'products',
  `select id, category_id as "categoryId", name, sku, coalesce(codes.barcodes, '{}') as barcodes,
     price::float8 as "priceMinor", tax_rate_bp as "taxRateBp", favourite
   from product left join (
     select product_id, array_agg(barcode order by barcode) as barcodes from product_barcode group by product_id
   ) codes on codes.product_id = product.id
   where not archived order by position, id`,
)

type GoodsRow = {
  readonly id: ProductId
  readonly name: string
  readonly priceMinor: number
  readonly taxRateBp: number
  readonly currency: Currency
}

/** What the shop sells, as the server knows it. */
export function makeCatalogue({ pool }: { readonly pool: pg.Pool }): Catalogue {
  const version = async () => {
    const [row] = await run<{ version: string }>(pool, VERSION, [])
    return row?.version ?? '0'
  }
  return {
    version,
    async goods(ids) {
      const rows = ids.length === 0 ? [] : await run<GoodsRow>(pool, GOODS, [ids])
      return new Map(rows.map(row => [row.id, goodsFrom(row)]))
    },
    async all() {
      // The version first: goods that change meanwhile are then newer than it says, and the next question fetches them again.
      const before = await version()
      const [categories, products] = await Promise.all([
        run<Category>(pool, CATEGORIES, []),
        run<Product>(pool, PRODUCTS, []),
      ])
      return { version: before, categories, products }
    },
  }
}

const goodsFrom = ({ name, priceMinor, taxRateBp, currency }: GoodsRow): Goods => ({
  name,
  unitPrice: money(priceMinor, currency),
  taxRateBp,
})
