import { memo, useLayoutEffect, useRef } from 'react'
import { colourOf } from '#components/ui/colours.ts'
import { Tile } from '#components/ui/tile.tsx'
import { TileGrid, useTileFit } from '#components/ui/tile-grid.tsx'
import type { GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { cartOf } from '#lib/client/draft/till-state.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { createStore } from '#lib/client/store.ts'
import { Hits } from './hits.tsx'
import { useSelling } from './use-selling.ts'
import { type Chosen, useCounter, useView } from './view.ts'

/** How many goods one page of the grid holds; the page buttons in the action row ask. 0: all of them, the grid scrolls. */
export const pageSize = createStore(0)

/** More than a phone's thumb scrolls through; beyond it the search finds. */
const SCROLLED_AT_MOST = 300

/** Tiles, or while somebody searches what was found. */
export function Goods() {
  const isSearching = useView(view => view.query.trim() !== '')
  return isSearching ? <Hits /> : <GoodsGrid />
}

function GoodsGrid() {
  const box = useRef<HTMLDivElement>(null)
  const { columns, rows } = useTileFit(box)
  const goods = useGoods()
  const chosen = useView(view => view.chosen)
  const page = useView(view => view.page)
  const fits = columns * rows
  useLayoutEffect(() => pageSize.set(fits), [fits])
  const list = goods ? goodsOf(goods, chosen) : []
  // A larger grid has fewer pages than the one that was left on its last.
  const from = fits === 0 ? 0 : Math.min(page, Math.max(0, Math.ceil(list.length / fits) - 1)) * fits
  const shown = list.slice(from, from + (fits === 0 ? SCROLLED_AT_MOST : fits))
  return (
    <TileGrid ref={box} label="Goods">
      {goods ? shown.map((row, i) => <GoodTile key={row} row={row} goods={goods} isStop={i === 0} />) : null}
    </TileGrid>
  )
}

/** Favourites, or everything where nobody has chosen any. */
export function goodsOf(goods: GoodsIndex, chosen: Chosen): readonly number[] {
  if (chosen === 'all') return goods.all()
  if (chosen !== 'favourites') return goods.inCategory(chosen)
  const favourites = goods.favourites()
  return favourites.length > 0 ? favourites : goods.all()
}

type TileProps = { row: number; goods: GoodsIndex; isStop: boolean }

/** Repaints when its own badge changes, and for nothing else in the sale. */
const GoodTile = memo(function GoodTile({ row, goods, isStop }: TileProps) {
  const good = goods.good(row)
  const { format } = useCounter()
  const { sellId } = useSelling()
  const quantity = useTillState(state => cartOf(state).quantities.get(good.id))
  return (
    <Tile
      id={good.id}
      name={good.name}
      price={format.money(good.price)}
      colour={colourOf(good.category.colour - 1)}
      quantity={quantity === undefined ? undefined : String(quantity)}
      onPress={sellId}
      tabIndex={isStop ? 0 : -1}
    />
  )
})
