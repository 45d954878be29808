import { memo, useLayoutEffect, useRef, useState } from 'react'
import { colourOf } from '#components/ui/colours.ts'
import { Tile } from '#components/ui/tile.tsx'
import { TileGrid, useTileFit } from '#components/ui/tile-grid.tsx'
import type { Good, GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { cartOf } from '#lib/client/draft/till-state.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import type { Format } from '#lib/client/format.ts'
import { createStore } from '#lib/client/store.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { Choice } from './choice.tsx'
import { Hits } from './hits.tsx'
import { useSelling } from './use-selling.ts'
import { type Chosen, useCounter, useRegisterAnswer, useView } from './view.ts'

/** How many goods one page of the grid holds; the page buttons in the action row ask. 0: all of them, the grid scrolls. */
export const pageSize = createStore(0)

/** More than a phone's thumb scrolls through; beyond it the search finds. */
const SCROLLED_AT_MOST = 300

/** Tiles, or while somebody searches what was found. */
export function Goods() {
  const isSearching = useView(view => view.query.trim() !== '')
  const question = useView(view => view.asking[0])
  if (isSearching) return <Hits />
  return question ? <Choice key={question.no} id={question.id} count={question.count} /> : <GoodsGrid />
}

function GoodsGrid() {
  const box = useRef<HTMLDivElement>(null)
  const { columns, rows } = useTileFit(box)
  const goods = useGoods()
  const chosen = useView(view => view.chosen)
  const page = useView(view => view.page)
  // Where Tab stops: the first tile, or the one the arrows led to, while it is in sight.
  const [stop, setStop] = useState('')
  const fits = columns * rows
  useLayoutEffect(() => pageSize.set(fits), [fits])
  const { favourites } = useRegisterAnswer()
  const list = goods ? goodsOf(goods, chosen, favourites) : []
  // A larger grid has fewer pages than the one that was left on its last.
  const from = fits === 0 ? 0 : Math.min(page, Math.max(0, Math.ceil(list.length / fits) - 1)) * fits
  const shown = list.slice(from, from + (fits === 0 ? SCROLLED_AT_MOST : fits))
  const stopAt = Math.max(0, shown.indexOf(goods?.rowOf(stop) ?? -1))
  return (
    <TileGrid ref={box} label="Goods" onStop={setStop}>
      {goods
        ? shown.map((row, i) => <GoodTile key={row} row={row} goods={goods} isStop={i === stopAt} />)
        : null}
    </TileGrid>
  )
}

/** The register's own favourites, else the shop's, or everything where nobody has chosen any. */
export function goodsOf(goods: GoodsIndex, chosen: Chosen, own: readonly ProductId[]): readonly number[] {
  if (chosen === 'all') return goods.all()
  if (chosen !== 'favourites') return goods.inCategory(chosen)
  const here = own.flatMap(id => goods.rowOf(id) ?? [])
  const favourites = here.length > 0 ? here : goods.favourites()
  return favourites.length > 0 ? favourites : goods.all()
}

/** From so few on, a tile says how many are left. */
const FEW = 10

/** A good of several prices tells the lowest. */
function tilePrice(goods: GoodsIndex, good: Good, format: Format): string {
  const prices = goods.choosing(good.row)?.variants.map(({ price }) => price.minor) ?? []
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)]
  if (prices.length === 0) return format.money(good.price)
  const words = format.money({ ...good.price, minor: lowest })
  return lowest === highest ? words : `from ${words}`
}

type TileProps = { row: number; goods: GoodsIndex; isStop: boolean }

/** Repaints when its own badge changes, and for nothing else in the sale. */
const GoodTile = memo(function GoodTile({ row, goods, isStop }: TileProps) {
  const good = goods.good(row)
  const { format } = useCounter()
  const { sellId } = useSelling()
  const quantity = useTillState(state => goods.inCart(row, cartOf(state).quantities))
  const stock = goods.stock(row)
  return (
    <Tile
      id={good.id}
      name={good.name}
      price={tilePrice(goods, good, format)}
      colour={colourOf(good.category.colour - 1)}
      picture={good.picture}
      quantity={quantity === 0 ? undefined : String(quantity)}
      stock={stock && stock.left > 0 && stock.left <= FEW ? `${stock.left} left` : undefined}
      soldOut={stock && stock.left <= 0 ? (stock.blocks ? 'not-sellable' : 'sellable') : undefined}
      onPress={sellId}
      tabIndex={isStop ? 0 : -1}
    />
  )
})
