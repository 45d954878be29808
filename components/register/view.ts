import { createContext, use, useSyncExternalStore } from 'react'
import type { RefusalWords } from '#components/words/refusals.ts'
import type { Undo } from '#lib/client/draft/till-state.ts'
import type { Format } from '#lib/client/format.ts'
import type { Store } from '#lib/client/store.ts'
import type { RegisterAnswer } from '#lib/contracts/sale-answer.ts'
import type { CategoryId, ProductId, SaleId } from '#lib/domain/ids.ts'

/** Which goods the grid shows: favourites, all, or a category. */
export type Chosen = 'favourites' | 'all' | CategoryId

export type Notice = RefusalWords & {
  readonly tone: 'care' | 'stop' | 'go'
  /** The word whose page explains it. */
  readonly help?: string
  /** The sale it is about, which can be shown. */
  readonly saleId?: SaleId
  /** A code nobody knows: it can be searched for, or sold as an amount. */
  readonly code?: string
  /** The reader that somebody else has, and whether it is a payment, which can be stopped. */
  readonly busy?: { readonly readerId: string | undefined; readonly isPayment: boolean }
}

/** A good that asks something before it is sold, and how many of it. `no` tells two questions about one good apart. */
export type Question = { readonly id: ProductId; readonly count: number; readonly no: number }

/** What one tab shows beside the sale itself. Nothing in here survives a reload, and nothing needs to. */
export type View = {
  readonly query: string
  readonly hit: number
  readonly chosen: Chosen
  readonly page: number
  /** One after the other; the first is in the grid's place. */
  readonly asking: readonly Question[]
  /** Digits typed with no field chosen, and whether `*` has made them a quantity. */
  readonly times: string
  readonly isTimes: boolean
  readonly dialog:
    | 'keys'
    | 'custom'
    | 'quantity'
    | 'lamps'
    | 'receipt'
    | 'test_cards'
    | 'who'
    | 'quick_good'
    | 'edit_good'
    | undefined
  /** What a new good begins with: an amount that somebody typed, and its word. */
  readonly keeping: { readonly name: string; readonly priceMinor: number | null } | undefined
  /** The good, or the variant of one, that is being changed. */
  readonly editing: ProductId | undefined
  readonly isCash: boolean
  readonly toast: Undo | undefined
  readonly notice: Notice | undefined
  /** What somebody has to deal with, oldest first: no scan and no payment wipes it away. */
  readonly unread: readonly Notice[]
  /** The tender whose refusal the cashier has read. */
  readonly readTender: string | undefined
  /** The sale for which the word about surprises was put off. */
  readonly putOffIn: string | undefined
  /** The newest thing the till did by itself that the cashier has read of. */
  readonly readDeed: number
  /** Counts the receipts that were sent to the printer, each drawn for the paper alone; 0 while none is. */
  readonly printing: number
}

export const FIRST_VIEW: View = {
  query: '',
  hit: 0,
  chosen: 'favourites',
  page: 0,
  asking: [],
  times: '',
  isTimes: false,
  dialog: undefined,
  keeping: undefined,
  editing: undefined,
  isCash: false,
  toast: undefined,
  notice: undefined,
  unread: [],
  readTender: undefined,
  putOffIn: undefined,
  readDeed: 0,
  printing: 0,
}

/** What the till says now. */
export const said = (view: View): Notice | undefined => view.notice ?? view.unread[0]

/** It has been read. */
export const withoutSaid = ({ notice, unread }: View): Partial<View> =>
  notice ? { notice: undefined } : { unread: unread.slice(1) }

/** This code has been dealt with; what was said since stays. */
export const withoutCode = ({ notice }: View, code: string | undefined): Partial<View> =>
  notice?.code === code ? { notice: undefined } : {}

/** The question in the grid's place is answered, or left. */
export const nextQuestion = ({ asking }: View): Partial<View> => ({ asking: asking.slice(1) })

/** What every part of the register may need and nothing repaints for. */
export type Counter = {
  readonly view: Store<View>
  readonly format: Format
  readonly change: (part: Partial<View>) => void
}

export const CounterContext = createContext<Counter | undefined>(undefined)
export const RegisterContext = createContext<RegisterAnswer | undefined>(undefined)

/** @throws when used outside the register. */
export function useCounter(): Counter {
  const counter = use(CounterContext)
  if (!counter) throw new Error('no register around this part')
  return counter
}

/** @throws when used outside the register. */
export function useRegisterAnswer(): RegisterAnswer {
  const register = use(RegisterContext)
  if (!register) throw new Error('no register around this part')
  return register
}

/** One thing out of the view; the part renders again only when that changes. */
export function useView<T>(pick: (view: View) => T): T {
  const { view } = useCounter()
  return useSyncExternalStore(
    view.subscribe,
    () => pick(view.get()),
    () => pick(FIRST_VIEW),
  )
}
