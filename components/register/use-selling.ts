import { useMemo } from 'react'
import { standingOf } from '#components/sale/standing.ts'
import type { Good, GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { search } from '#lib/client/catalogue/search.ts'
import type { Stock } from '#lib/client/catalogue/shelf.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { cartOf, isFinished, isFrozen } from '#lib/client/draft/till-state.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { playSound } from '#lib/client/sounds.ts'
import { fullName, LARGEST_QUANTITY } from '#lib/domain/cart.ts'
import type { ModifierId } from '#lib/domain/ids.ts'
import { askedFor } from './found.ts'
import { COMING, overSoldNotice, shortNotice, unknownNotice, waitingNotice } from './selling-notices.ts'
import { type Counter, type Notice, nextQuestion, type Question, useCounter, type View } from './view.ts'

/** What puts goods on the sale: a tile, a hit, a scanned code. */
export type Selling = {
  /** False until the catalogue has come: codes must wait. */
  readonly isReady: boolean
  /** With the quantity typed before it (`3 *`), or one. A good that asks something opens its question first. */
  readonly sell: (good: Good, count?: number) => void
  readonly sellId: (id: string) => void
  /** What was chosen of the good that asked. */
  readonly sellChosen: (good: Good, count: number, modifiers: readonly ModifierId[]) => void
  /** One good adds, several go into the search, none is said. Only what must be answered is asked. */
  readonly scan: (code: string) => void
  readonly isCode: (code: string) => boolean
  /** Whether the search would find something. */
  readonly finds: (query: string) => boolean
  readonly notFound: (code: string) => void
}

export function useSelling(): Selling {
  const till = useTill()
  const goods = useGoods()
  const counter = useCounter()
  return useMemo(() => selling(till, goods, counter), [till, goods, counter])
}

/** How many questions there were on this page. */
let questions = 0

function selling(till: Till, goods: GoodsIndex | undefined, { view, change }: Counter): Selling {
  const care = (notice: Notice, more: Partial<View> = {}) => {
    playSound('care')
    change({ ...more, notice })
  }
  const putOn = (good: Good, count: number, modifiers: readonly ModifierId[]) => {
    const short = goods && tooMany(till, goods, good, count)
    const { times, notice } = view.get()
    if (short?.blocks) return care(shortNotice(fullName(good), short.left), NO_TIMES)
    const warned = short && !isFrozen(till.state()) ? overSoldNotice(fullName(good), short.left) : undefined
    till.add(good.id, fullName(good), count, modifiers)
    if (times !== '' || notice || warned) change({ ...NO_TIMES, notice: warned })
  }
  const questionOf = (good: Good, count: number): Question => {
    questions += 1
    return { id: good.id, count, no: questions }
  }
  const counted = (count?: number) => count ?? typedCount(view.get()) ?? 1
  const sell = (good: Good, count?: number) => {
    if (!goods?.choosing(good.row)) return putOn(good, counted(count), [])
    const asking = [questionOf(good, counted(count)), ...view.get().asking]
    change({ ...NO_TIMES, asking, notice: undefined })
  }
  /** At once where nothing is before it; else its turn comes, and somebody is told. */
  const askScanned = (good: Good) => {
    // What is scanned first after a payment is the next customer's.
    if (isFinished(till.state())) till.startNext()
    const asking = [...view.get().asking, questionOf(good, counted())]
    const isCovered = standingOf(till.state(), view.get()) !== 'selling'
    if (isCovered || asking.length > 1) care(waitingNotice(good.name, isCovered), { ...NO_TIMES, asking })
    else change({ ...NO_TIMES, asking, query: '', hit: 0, notice: undefined })
  }
  const scanned = (good: Good) => {
    const asked = goods?.choosing(good.row)
    const mustChoose = asked && (asked.variants.length > 0 || asked.groups.some(group => group.least > 0))
    if (mustChoose) askScanned(good)
    else putOn(good, counted(), [])
  }
  const notFound = (code: string) => care(goods ? unknownNotice(code) : COMING)
  return {
    isReady: goods !== undefined,
    sell,
    sellId: id => {
      const row = goods?.rowOf(id)
      if (goods && row !== undefined) sell(goods.good(row))
    },
    sellChosen: (good, count, modifiers) => {
      change(nextQuestion(view.get()))
      putOn(good, count, modifiers)
    },
    scan: code => {
      const rows = goods?.scanned(code) ?? []
      const [row] = rows
      if (!goods || row === undefined) notFound(code)
      else if (rows.length > 1) change({ query: code, hit: 0 })
      else scanned(goods.good(row))
    },
    isCode: code => (goods?.scanned(code) ?? []).length > 0,
    finds: query => goods !== undefined && search(goods.texts(), askedFor(query).words).rows.length > 0,
    notFound,
  }
}

const NO_TIMES = { times: '', isTimes: false } as const

/** How many are left, where that is less than the cart would then hold. Where no more are sold, the server says the same, later. */
function tooMany(till: Till, goods: GoodsIndex, good: Good, count: number): Stock | undefined {
  const stock = goods.stock(good.row)
  if (!stock) return undefined
  const inCart = goods.inCart(good.row, cartOf(till.state()).quantities)
  return inCart + count > stock.left ? { ...stock, left: Math.max(0, stock.left) } : undefined
}

const typedCount = (view: { readonly times: string; readonly isTimes: boolean }): number | undefined =>
  view.isTimes ? Math.min(LARGEST_QUANTITY, Math.max(1, Number(view.times))) : undefined
