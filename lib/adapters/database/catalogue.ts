import type pg from 'pg'
import type { Goods } from '#lib/domain/cart.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { TaxRate } from '#lib/domain/tax.ts'
import type { Catalogue, CatalogueHead, Product, SoldGroup } from '#lib/ports/catalogue.ts'
import * as sql from './catalogue-sql.ts'
import { run, statement } from './connect.ts'

const GOODS = statement('goods', sql.GOODS)
const VERSION = statement('catalogue_version', 'select version::text from catalogue_version')
const HEAD = statement('catalogue_head', sql.HEAD)
const PRODUCTS = statement('products', sql.PRODUCTS)
const SINCE = statement('catalogue_since', sql.SINCE)
const CHANGED = statement('products_changed', sql.CHANGED)
const FAVOURITES = statement(
  'favourites_at',
  `select product_id as id from register_favourite f
   join session on session.register_id = f.register_id where session.hash = $1 order by f.position, f.product_id`,
)

/** More changes than this are not told one by one. */
const MOST_CHANGES = 4_000

type GoodsRow = {
  readonly id: ProductId
  readonly name: string
  readonly variant: string | null
  readonly priceMinor: number
  readonly currency: Currency
  readonly left: number | null
  readonly taxes: readonly TaxRate[]
  readonly groups: readonly SoldGroup[] | null
}

type Known = {
  readonly version: string
  readonly headChanged: boolean
  readonly isKnown: boolean
  readonly ids: readonly ProductId[]
}

/** What the shop sells, as the server knows it. */
export function makeCatalogue({ pool }: { readonly pool: pg.Pool }): Catalogue {
  const version = async () => {
    const [row] = await run<{ version: string }>(pool, VERSION, [])
    return row?.version ?? '0'
  }
  const head = async (): Promise<CatalogueHead> => {
    const [row] = await run<CatalogueHead>(pool, HEAD, [])
    return row ?? { categories: [], taxes: [], groups: [] }
  }
  return {
    version,
    async goods(ids, sessionHash) {
      const rows = ids.length === 0 ? [] : await run<GoodsRow>(pool, GOODS, [ids, sessionHash])
      return new Map(rows.map(row => [row.id, goodsFrom(row)]))
    },
    async all() {
      // The version first: goods that change meanwhile are then newer than it says, and the next question fetches them again.
      const before = await version()
      const [shared, products] = await Promise.all([head(), run<Product>(pool, PRODUCTS, [])])
      return { version: before, ...shared, products }
    },
    async since(from) {
      const [known] = await run<Known>(pool, SINCE, [from, MOST_CHANGES])
      if (!known?.isKnown || known.ids.length > MOST_CHANGES) return undefined
      const { ids } = known
      const [shared, products] = await Promise.all([
        known.headChanged ? head() : undefined,
        ids.length === 0 ? [] : run<Product>(pool, CHANGED, [ids]),
      ])
      const isThere = new Set(products.map(({ id }) => id))
      const told = { version: known.version, products, gone: ids.filter(id => !isThere.has(id)) }
      return shared ? { ...told, head: shared } : told
    },
    favouritesAt: async sessionHash =>
      (await run<{ id: ProductId }>(pool, FAVOURITES, [sessionHash])).map(({ id }) => id),
  }
}

function goodsFrom({ name, variant, priceMinor, currency, left, taxes, groups }: GoodsRow): Goods {
  return {
    name,
    taxes,
    unitPrice: money(priceMinor, currency),
    ...(variant === null ? {} : { variant }),
    ...(left === null ? {} : { left }),
    ...(groups === null ? {} : { groups: groups.map(group => groupFrom(group, currency)) }),
  }
}

const groupFrom = ({ modifiers, ...group }: SoldGroup, currency: Currency) => ({
  ...group,
  modifiers: modifiers.map(({ id, name, priceMinor }) => ({ id, name, price: money(priceMinor, currency) })),
})
