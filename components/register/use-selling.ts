import { useMemo } from 'react'
import type { Good, GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { playSound } from '#lib/client/sounds.ts'
import { LARGEST_QUANTITY } from '#lib/domain/cart.ts'
import { type Counter, useCounter } from './view.ts'

/** What puts goods on the sale: a tile, a hit, a scanned code. */
export type Selling = {
  /** With the quantity typed before it (`3 *`), or one. */
  readonly sell: (good: Good, count?: number) => void
  readonly sellId: (id: string) => void
  /** One good adds, several go into the search, none is said. */
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
  const sell = (good: Good, count?: number) => {
    till.add(good.id, good.name, count ?? typedCount(view.get()) ?? 1)
    const { times, notice, isCash } = view.get()
    if (times !== '' || notice || isCash) change({ times: '', isTimes: false, notice: undefined })
  }
  const notFound = (code: string) => {
    playSound('care')
    change({
      notice: {
        tone: 'care',
        strong: `Not found: ${code}.`,
        text: 'Search for it, or sell it as a custom amount.',
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
    scan: code => {
      const rows = goods?.scanned(code) ?? []
      const [row] = rows
      if (!goods || row === undefined) notFound(code)
      else if (rows.length > 1) change({ query: code, hit: 0 })
      else sell(goods.good(row))
    },
    isCode: code => (goods?.scanned(code) ?? []).length > 0,
    notFound,
  }
}

const typedCount = (view: { readonly times: string; readonly isTimes: boolean }): number | undefined =>
  view.isTimes ? Math.min(LARGEST_QUANTITY, Math.max(1, Number(view.times))) : undefined
