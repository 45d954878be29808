import type { Line } from '#lib/domain/cart.ts'
import type { LineId, ModifierId, ProductId, SaleId } from '#lib/domain/ids.ts'
import { adding, addingCustom, modifiersOf, removing, type Step, toQuantity } from './cart-edits.ts'
import { paint } from './paint.ts'
import type { Pending } from './pending.ts'
import type { Refused } from './refused.ts'
import { freshState, isFinished, isFrozen, mayStartNext, type Undo } from './till-state.ts'
import type { TillStore } from './till-store.ts'

/** What fingers, keys and scanner do to the cart. Everything is painted before it returns. */
export type TillCart = {
  readonly add: (productId: ProductId, name: string, count: number, modifiers?: readonly ModifierId[]) => void
  readonly addCustom: (name: string, unitPriceMinor: number, count: number) => void
  readonly setQuantity: (lineId: LineId, quantity: number) => void
  readonly changeBy: (step: 1 | -1) => void
  readonly remove: (lineId: LineId) => void
  readonly clear: () => void
  readonly undo: () => void
  readonly select: (lineId: LineId) => void
  readonly selectNext: (step: 1 | -1) => void
  /** Ends the view of a finished sale. Goods kept for the next one are its beginning. */
  readonly startNext: () => void
  /** Goods kept for the next sale come onto this one. */
  readonly takeKept: () => void
  /** What the server did not take is rung up anew, on the sale that is on the screen. */
  readonly ringUpAgain: (refused: Refused) => void
}

/** More steps back than anybody remembers. */
const UNDOS = 50

export function openCart(store: TillStore, send: (saleId: SaleId) => void): TillCart {
  const { state, set, emit, repainted, storage } = store
  let undos = 0

  const lineOf = (lineId: LineId | undefined): Line | undefined =>
    isFrozen(state()) || isFinished(state())
      ? undefined
      : state().painted.lines.find(line => line.id === lineId)

  /** The edits are on the disk before they are on the screen, and on the screen before they are sent. */
  function write(edits: Step['edits'], selected: LineId | undefined, undo: readonly Undo[]): void {
    const written = edits.map(edit => storage.write(state().saleId, edit))
    const pending = [...state().pending, ...written]
    set(repainted({ ...state(), pending, undo: undo.slice(-UNDOS), selected }))
    send(state().saleId)
  }
  function edit(step: Step, words: string): Undo {
    undos += 1
    const undo = { words, edits: step.inverse, id: undos }
    write(step.edits, step.lineId, [...state().undo, undo])
    return undo
  }

  const linesOf = (list: readonly Pending[]): readonly Line[] => {
    const edits = list.map(pending => pending.edit)
    return paint(undefined, edits, store.goods, store.rule()).lines
  }
  /** A line kept for the next sale, for this one: on the line its good has already, or a new one. */
  const again = (line: Line): Step =>
    line.productId
      ? adding(
          state().painted.lines,
          { productId: line.productId, modifiers: modifiersOf(line) },
          line.quantity,
          store.newLine(),
        )
      : addingCustom(line.name, line.unitPrice.minor, line.quantity, store.newLine())

  /** While money moves the goods wait for the next sale; on a finished sale they begin it. */
  function put(name: string, count: number, step: (lines: readonly Line[]) => Step): void {
    if (isFinished(state())) startNext()
    if (!isFrozen(state())) {
      edit(step(state().painted.lines), `${name} added`)
      emit({ type: 'added', name, count })
      return
    }
    for (const one of step(linesOf(state().kept)).edits) store.keep(one)
    emit({ type: 'kept', name })
  }
  function remove(lineId: LineId): void {
    const line = lineOf(lineId)
    if (!line) return
    const { lines } = state().painted
    const at = lines.indexOf(line)
    const neighbour = lines[at + 1] ?? lines[at - 1] ?? line
    const undo = edit({ ...removing([line], line.id), lineId: neighbour.id }, `${line.name} removed`)
    emit({ type: 'removed', undo })
  }
  function setQuantity(lineId: LineId, quantity: number): void {
    const line = lineOf(lineId)
    if (line && quantity < 1) remove(lineId)
    else if (line) edit(toQuantity(line, quantity), `${line.name} changed`)
  }
  function startNext(): void {
    const { saleId, nextSaleId, clockOffset, retryAt, press, refused } = state()
    if (!mayStartNext(state()) || press) return
    store.markSeen(saleId)
    store.forgetKept()
    const pending = storage.of(nextSaleId)
    set(
      repainted({
        ...freshState(nextSaleId, store.newSale(), store.rule(), refused),
        pending,
        clockOffset,
        retryAt,
      }),
    )
    if (pending.length > 0) send(nextSaleId)
  }

  const add: TillCart['add'] = (productId, name, count, modifiers = []) =>
    put(name, count, lines => adding(lines, { productId, modifiers }, count, store.newLine()))
  const addCustom: TillCart['addCustom'] = (name, minor, count) =>
    put(name, count, () => addingCustom(name, minor, count, store.newLine()))

  return {
    add,
    addCustom,
    ringUpAgain: refused => {
      const { edit, name } = refused
      const isThere = state().painted.lines.some(line => line.id === edit.lineId)
      // A line that stands still for a payment is changed when that is over.
      if (isThere && !lineOf(edit.lineId)) return
      if (isThere) setQuantity(edit.lineId, edit.type === 'remove' ? 0 : edit.quantity)
      else if (edit.type === 'put') add(edit.productId, name, edit.quantity, edit.modifiers)
      else if (edit.type === 'put_custom') addCustom(edit.name, edit.unitPriceMinor, edit.quantity)
      store.dismiss(refused)
    },
    setQuantity,
    changeBy: step => {
      const line = lineOf(state().selected)
      if (line) setQuantity(line.id, line.quantity + step)
    },
    remove,
    clear: () => {
      const { lines } = state().painted
      const last = lineOf(lines.at(-1)?.id)
      if (!last) return
      const words = lines.length === 1 ? `${last.name} removed` : 'Sale cleared'
      emit({ type: 'removed', undo: edit(removing(lines, last.id), words) })
    },
    undo: () => {
      const last = state().undo.at(-1)
      if (!last || isFrozen(state()) || isFinished(state())) return
      write(last.edits, last.edits.at(-1)?.lineId, state().undo.slice(0, -1))
    },
    select: lineId => set({ ...state(), selected: lineId }),
    selectNext: step => {
      const { lines } = state().painted
      const at = lines.findIndex(line => line.id === state().selected)
      const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))]
      if (next) set({ ...state(), selected: next.id })
    },
    startNext,
    takeKept: () => {
      if (isFrozen(state()) || isFinished(state())) return
      const { kept, saleId } = state()
      const lines = linesOf(kept)
      for (const line of lines) edit(again(line), `${line.name} added`)
      store.forgetKept()
      const isPainted = ({ edit }: Pending) => lines.some(({ id }) => id === edit.lineId)
      storage.remove(kept.filter(isPainted))
      // What has no price here goes as it is: the server says what it does not sell.
      const moved = storage.move(
        kept.filter(one => !isPainted(one)),
        saleId,
      )
      const pending = [...state().pending, ...moved]
      set(repainted({ ...state(), pending, kept: storage.of(state().nextSaleId) }))
      if (moved.length > 0) send(saleId)
    },
  }
}
