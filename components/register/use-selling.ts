import { useMemo } from 'react'
import type { Good, GoodsIndex } from '#lib/client/catalogue/goods.ts'
import type { Stock } from '#lib/client/catalogue/shelf.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { cartOf, isFrozen } from '#lib/client/draft/till-state.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { playSound } from '#lib/client/sounds.ts'
import { barcodeProblem } from '#lib/domain/barcode.ts'
import { fullName, LARGEST_QUANTITY } from '#lib/domain/cart.ts'
import type { ModifierId } from '#lib/domain/ids.ts'
import { overSoldNotice, shortNotice } from './short-notice.ts'
import { type Counter, useCounter } from './view.ts'

/** What puts goods on the sale: a tile, a hit, a scanned code. */
export type Selling = {
  /** With the quantity typed before it (`3 *`), or one. A good that asks something opens its question first. */
  readonly sell: (good: Good, count?: number) => void
  readonly sellId: (id: string) => void
  /** What was chosen of a good that asked. */
  readonly sellChosen: (good: Good, count: number, modifiers: readonly ModifierId[]) => void
  /** One good adds, several go into the search, none is said. Only what must be answered is asked. */
  readonly scan: (code: string) => void
  readonly isCode: (code: string) => boolean
  readonly notFound: (code: string) => void
}

export function useSelling(): Selling {
  const till = useTill()
  const goods = useGoods()
  const counter = useCounter()
  return useMemo(() => selling(till, goods, counter), [till, goods, counter])
}

function selling(till: Till, goods: GoodsIndex | undefined, { view, change }: Counter): Selling {
  const putOn = (good: Good, count: number, modifiers: readonly ModifierId[]) => {
    const short = goods && tooMany(till, goods, good, count)
    const { times, notice, isCash, choosing } = view.get()
    if (short?.blocks) {
      playSound('care')
      const said = shortNotice(fullName(good), short.left)
      change({ times: '', isTimes: false, choosing: undefined, notice: said })
      return
    }
    const warned = short && !isFrozen(till.state()) ? overSoldNotice(fullName(good), short.left) : undefined
    till.add(good.id, fullName(good), count, modifiers)
    if (times !== '' || notice || isCash || choosing || warned)
      change({ times: '', isTimes: false, notice: warned, choosing: undefined })
  }
  const ask = (good: Good, count: number) =>
    change({ choosing: { id: good.id, count }, times: '', isTimes: false, notice: undefined })
  const counted = (count?: number) => count ?? typedCount(view.get()) ?? 1
  const sell = (good: Good, count?: number) => {
    if (goods?.choosing(good.row)) ask(good, counted(count))
    else putOn(good, counted(count), [])
  }
  const scanned = (good: Good) => {
    const asked = goods?.choosing(good.row)
    const mustChoose = asked && (asked.variants.length > 0 || asked.groups.some(group => group.least > 0))
    if (mustChoose) ask(good, counted())
    else putOn(good, counted(), [])
  }
  const notFound = (code: string) => {
    playSound('care')
    change({
      notice: {
        tone: 'care',
        strong: `Not found: ${code}.`,
        text: barcodeProblem(code) ?? 'Search for it, or sell it as a custom amount.',
        code,
      },
    })
  }
  return {
    sell,
    sellId: id => {
      const row = goods?.rowOf(id)
      if (goods && row !== undefined) sell(goods.good(row))
    },
    sellChosen: putOn,
    scan: code => {
      const rows = goods?.scanned(code) ?? []
      const [row] = rows
      if (!goods || row === undefined) notFound(code)
      else if (rows.length > 1) change({ query: code, hit: 0 })
      else scanned(goods.good(row))
    },
    isCode: code => (goods?.scanned(code) ?? []).length > 0,
    notFound,
  }
}

/** How many are left, where that is less than the cart would then hold. Where no more are sold, the server says the same, later. */
function tooMany(till: Till, goods: GoodsIndex, good: Good, count: number): Stock | undefined {
  const stock = goods.stock(good.row)
  if (!stock) return undefined
  const inCart = goods.inCart(good.row, cartOf(till.state()).quantities)
  return inCart + count > stock.left ? { ...stock, left: Math.max(0, stock.left) } : undefined
}

const typedCount = (view: { readonly times: string; readonly isTimes: boolean }): number | undefined =>
  view.isTimes ? Math.min(LARGEST_QUANTITY, Math.max(1, Number(view.times))) : undefined
