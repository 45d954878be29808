import {
  type FavouritesAnswer,
  type GoodAnswer,
  type GoodsPage,
  type GoodsShared,
  MOST_MOVEMENTS_TOLD,
  type TaxPlace,
} from '#lib/contracts/goods.ts'
import { PAGE_SIZE, sortOf, type TableQuery } from '#lib/contracts/table-query.ts'
import type { GoodsWanted } from '#lib/domain/goods.ts'
import type { ProductId, RegisterId } from '#lib/domain/ids.ts'
import type { Places } from '#lib/ports/places.ts'
import type { World } from '#lib/ports/world.ts'

/** The filters of the list, as they stand in its address. */
export const GOODS_FILTERS = ['category', 'state', 'stock'] as const

/** One page of the office's list of goods. */
export async function goodsPage({ goods }: Pick<World, 'goods'>, query: TableQuery): Promise<GoodsPage> {
  const pages = { offset: (query.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  return goods.page({ ...goodsWanted(query, 'sold'), ...pages })
}

const STATES: readonly GoodsWanted['state'][] = ['sold', 'archived', 'all']
const STOCKS = ['counted', 'low', 'out'] as const

/** An address may be old, or typed: a choice that is none is left out. `otherwise` is what it shows when no state is chosen. */
export function goodsWanted(query: TableQuery, otherwise: GoodsWanted['state']): GoodsWanted {
  const { category, state, stock } = query.filters
  const counted = STOCKS.find(one => one === stock)
  return {
    q: query.q,
    sort: sortOf(query),
    state: STATES.find(one => one === state) ?? otherwise,
    ...(category === undefined ? {} : { categoryId: category }),
    ...(counted === undefined ? {} : { stock: counted }),
  }
}

/** What all goods are made with. */
export async function goodsShared({ goods }: Pick<World, 'goods'>): Promise<GoodsShared> {
  const [categories, taxClasses, groups] = await Promise.all([
    goods.categories(),
    goods.taxClasses(),
    goods.groups(),
  ])
  return { categories, taxClasses, groups }
}

/** Where rates can be for. Stripe is asked for the names; without an answer places go by their ids. */
export async function taxPlaces({
  shops,
  places,
  goods,
}: Pick<World, 'goods' | 'shops'> & { readonly places: Pick<Places, 'list'> }): Promise<readonly TaxPlace[]> {
  const [shop, classes, told] = await Promise.all([shops.shop(), goods.taxClasses(), places.list()])
  const named = told.ok
    ? told.value.map(({ locationId, typed }) => ({ id: locationId, name: typed.name }))
    : []
  const used = classes.flatMap(({ rates }) => rates.flatMap(({ locationId }) => locationId ?? []))
  const ids = [...new Set([...(shop?.locationId ? [shop.locationId] : []), ...used])]
  return [...named, ...ids.filter(id => !named.some(place => place.id === id)).map(id => ({ id, name: id }))]
}

/** A good as its form needs it, with what became of its stock. */
export async function goodAnswer(
  { goods }: Pick<World, 'goods'>,
  id: ProductId,
): Promise<GoodAnswer | undefined> {
  const [good, movements] = await Promise.all([goods.good(id), goods.movements(id, MOST_MOVEMENTS_TOLD)])
  return good && { good, movements }
}

export const favouritesAnswer = async (
  { goods }: Pick<World, 'goods'>,
  registerId: RegisterId,
): Promise<FavouritesAnswer> => ({ registerId, ...(await goods.favourites(registerId)) })
