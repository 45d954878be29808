import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { Edit, PricingRule } from '#lib/domain/cart.ts'
import { idOf, isId, type LineId, type SaleId } from '#lib/domain/ids.ts'
import type { EditStorage, Shelf } from './edit-storage.ts'
import { type PriceBook, paint } from './paint.ts'
import { type NotTaken, openRefusedShelf, type Refused } from './refused.ts'
import { freshState, type TillEvent, type TillState } from './till-state.ts'

/** Marks the sale that has goods kept for it while another is being paid. */
export const NEXT_SALE_KEY = 'tapline:next-sale'
/** The sale whose end the cashier has seen, or whose payment was left to itself; the register may name it once more. */
const SEEN_KEY = 'tapline:seen-sale'

/** What the server rendered: the register's sale, and what is known of it. */
export type FirstSale = { readonly saleId: SaleId | null; readonly answer: SaleAnswer | undefined }

type Deps = {
  readonly rule: PricingRule
  readonly disk: Shelf
  readonly storage: EditStorage
  readonly now: () => number
  readonly uuid: () => string
}

/** The state of one tab, how it is painted, and who hears of it. */
export type TillStore = {
  /** What the next sale will be opened under. */
  readonly rule: () => PricingRule
  readonly storage: EditStorage
  readonly state: () => TillState
  /** The state the server rendered: nothing of this browser in it. For the first paint of a page. */
  readonly firstState: TillState
  /** Tells every listener at once. Paint first (`repainted`) when lines or pending edits changed. */
  readonly set: (state: TillState) => void
  readonly emit: (event: TillEvent) => void
  readonly subscribe: (listener: () => void) => () => void
  readonly onEvent: (listener: (event: TillEvent) => void) => () => void
  /** The shop's rules have changed: what is not a sale yet is painted anew. */
  readonly setRule: (rule: PricingRule) => void
  readonly setGoods: (goods: PriceBook) => void
  readonly goods: PriceBook
  readonly repainted: (state: TillState) => TillState
  readonly newLine: () => LineId
  readonly newSale: () => SaleId
  /** Keeps an edit for the next sale. */
  readonly keep: (edit: Edit) => void
  readonly forgetKept: () => void
  /** Keeps what the server did not take of a line, until somebody has dealt with it. */
  readonly refuse: (lineId: LineId, refused: NotTaken) => void
  readonly dismiss: (refused: Refused) => void
  /** Another tab has dealt with one, or was refused one. */
  readonly heardRefused: () => void
  readonly markSeen: (saleId: SaleId) => void
  readonly isSeen: (saleId: SaleId | null) => boolean
  /** The sale whose end, or payment, was left to itself; none where that is the one asked about. */
  readonly left: (saleId: SaleId) => SaleId | undefined
}

export function openStore(deps: Deps, first: FirstSale): TillStore {
  const { storage, uuid } = deps
  const disk = markingOn(deps.disk)
  const shelf = openRefusedShelf(deps.disk, deps.now)
  let { rule } = deps
  const listeners = new Set<() => void>()
  const hearers = new Set<(event: TillEvent) => void>()
  let book: PriceBook = () => undefined

  const goods: PriceBook = id => book(id)
  const newSale = (): SaleId => idOf('sale', uuid())
  const isSeen = (saleId: SaleId | null): boolean => saleId !== null && disk.getItem(SEEN_KEY) === saleId
  const repainted = (next: TillState): TillState => {
    const edits = next.pending.map(pending => pending.edit)
    const painted = paint(next.answer?.sale, edits, goods, rule)
    const there = painted.lines.some(line => line.id === next.selected)
    return { ...next, painted, selected: there ? next.selected : painted.lines.at(-1)?.id }
  }
  let state = begin()
  const set = (next: TillState): void => {
    state = next
    for (const listener of listeners) listener()
  }

  /** The register's sale, or the one whose edits were never acknowledged, or the goods kept for the next, or nothing yet. */
  function begin(): TillState {
    const stored = disk.getItem(NEXT_SALE_KEY)
    const next = isId('sale', stored) ? stored : newSale()
    const stray = storage.sales().find(id => id !== next)
    const wanted = isSeen(first.saleId) ? null : first.saleId
    const saleId = wanted ?? stray ?? (storage.of(next).length > 0 ? next : newSale())
    const free = saleId === next ? newSale() : next
    const answer = first.answer?.sale.id === saleId ? first.answer : undefined
    const fresh = { ...freshState(saleId, free, rule, shelf.all()), answer }
    return repainted({ ...fresh, pending: storage.of(saleId), kept: storage.of(free) })
  }

  const emit = (event: TillEvent): void => {
    for (const hearer of hearers) hearer(event)
  }
  const heardRefused = () => set({ ...state, refused: shelf.all() })

  return {
    rule: () => rule,
    storage,
    firstState: repainted({
      ...freshState(first.saleId ?? state.saleId, state.nextSaleId, rule, []),
      answer: first.answer,
    }),
    state: () => state,
    set,
    emit,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onEvent: hearer => {
      hearers.add(hearer)
      return () => hearers.delete(hearer)
    },
    setRule: next => {
      if (JSON.stringify(next) === JSON.stringify(rule)) return
      rule = next
      set(repainted(state))
    },
    setGoods: next => {
      book = next
      set(repainted(state))
    },
    goods,
    repainted,
    newLine: () => idOf('line', uuid()),
    newSale,
    keep: edit => {
      disk.setItem(NEXT_SALE_KEY, state.nextSaleId)
      storage.write(state.nextSaleId, edit)
      set({ ...state, kept: storage.of(state.nextSaleId) })
    },
    refuse: (lineId, refused) => {
      shelf.keep(lineId, refused)
      heardRefused()
      emit({ type: 'not_taken' })
    },
    dismiss: ({ key }) => {
      shelf.remove(key)
      heardRefused()
    },
    heardRefused,
    forgetKept: () => disk.removeItem(NEXT_SALE_KEY),
    markSeen: saleId => disk.setItem(SEEN_KEY, saleId),
    isSeen,
    left: saleId => {
      const seen = disk.getItem(SEEN_KEY)
      return isId('sale', seen) && seen !== saleId ? seen : undefined
    },
  }
}

/** What this tab marked stays marked where the disk is full, or switched off by the browser. */
function markingOn(disk: Shelf): Pick<Shelf, 'getItem' | 'setItem' | 'removeItem'> {
  const memory = new Map<string, string>()
  return {
    getItem: key => memory.get(key) ?? disk.getItem(key),
    setItem: (key, value) => {
      memory.delete(key)
      try {
        disk.setItem(key, value)
      } catch {
        memory.set(key, value)
      }
    },
    removeItem: key => {
      memory.delete(key)
      disk.removeItem(key)
    },
  }
}
