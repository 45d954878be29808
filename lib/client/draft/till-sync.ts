import type { Refusal } from '#lib/contracts/refusal.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { isId, type LineId, type SaleId } from '#lib/domain/ids.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Ask } from './ask.ts'
import { leftOver, nameOf, tooLate } from './cart-edits.ts'
import type { Pending } from './pending.ts'
import type { Why } from './refused.ts'
import { openSender, type Pass, type Sender } from './sender.ts'
import { eventsBetween, freshState, isFinished, isUntouched, type TillEvent } from './till-state.ts'
import type { TillStore } from './till-store.ts'

/** Told to the other tabs of this browser. */
export type TabMessage =
  | { readonly type: 'sent'; readonly answer: SaleAnswer; readonly keys: readonly string[] }
  | { readonly type: 'moved'; readonly from: SaleId; readonly to: SaleId }

export type SyncDeps = {
  readonly ask: Ask
  readonly alone: (saleId: SaleId, work: () => Promise<Pass>) => Promise<Pass>
  readonly pause: (ms: number) => Promise<void>
  readonly tell: (message: TabMessage) => void
  readonly now: () => number
}

/** How a tab keeps in step with the server and with the other tabs. */
export type TillSync = Sender & {
  readonly send: (saleId: SaleId) => void
  readonly adopt: (answer: SaleAnswer, sentKeys?: readonly string[]) => void
  readonly refresh: () => Promise<void>
  /** The register's sale as the server names it. */
  readonly follow: (saleId: SaleId | null) => void
  readonly hear: (message: TabMessage) => void
  /** Another tab wrote an edit of this sale, or took some away. */
  readonly heardStorage: (saleId: SaleId) => void
  /** Another tab began to keep goods for the next sale, or began that sale; then `startNext` is for this tab too. */
  readonly heardNextSale: (value: string | null, startNext: () => void) => void
}

export function openSync(store: TillStore, deps: SyncDeps): TillSync {
  const { state, set, emit, repainted, storage } = store

  const sender = openSender({
    ...deps,
    storage,
    left: store.left,
    onAway: pauseMs => {
      const retryAt = pauseMs === undefined ? undefined : deps.now() + pauseMs
      if (retryAt !== state().retryAt) set({ ...state(), retryAt })
    },
    onSent: (answer, sent) => {
      const keys = sent.map(pending => pending.key)
      // First there, then gone, as all that was rung up.
      keepRefused(answer, sent)
      deps.tell({ type: 'sent', answer, keys })
      storage.remove(sent)
      adopt(answer)
    },
    onRefused,
    onUnreadable: one => {
      keepUnreadable(one)
      storage.remove([one])
      set(repainted({ ...state(), pending: storage.of(state().saleId) }))
    },
  })
  const send = (saleId: SaleId): void => {
    void sender.drain(saleId)
  }

  /** What these edits wanted beyond what the sale has now: of goods that are not sold, or not so many of them. */
  function keepRefused({ sale, unknown = [], short = [] }: SaleAnswer, sent: readonly Pending[]): void {
    const { lines } = state().painted
    const keep = (lineId: LineId, because: Why, name?: string) => {
      const own = sent.filter(({ edit }) => edit.lineId === lineId)
      for (const edit of leftOver(sale, own, store.newLine))
        store.refuse(lineId, { ...because, edit, name: name ?? nameOf({ ...edit, lineId }, lines) })
    }
    for (const lineId of new Set(unknown)) keep(lineId, { why: 'not_sold' })
    for (const { lineId, name, left } of new Map(short.map(one => [one.lineId, one])).values())
      keep(lineId, { why: 'short', left }, name)
  }

  /** The sale shows what it has; what was wanted instead is in the list. */
  function keepUnreadable(one: Pending): void {
    const { answer, painted } = state()
    const name = nameOf(one.edit, painted.lines)
    const sale = answer?.sale.id === one.saleId ? answer.sale : undefined
    const [edit = one.edit] = leftOver(sale, [one], store.newLine)
    store.refuse(one.edit.lineId, { why: 'unreadable', edit, name })
  }

  function onRefused(saleId: SaleId, refusal: Refusal, list: readonly Pending[]): void {
    if (refusal.kind === 'other_draft') moveTo(saleId, refusal.saleId)
    else if (isOfNobody(refusal)) emit({ type: 'refused', refusal })
    else void keepTheRest(saleId, refusal, list).then(event => emit(event ?? { type: 'refused', refusal }))
  }

  /** This register already has a draft; what was typed here belongs to it. */
  function moveTo(from: SaleId, to: SaleId): void {
    storage.move(storage.of(from), to)
    deps.tell({ type: 'moved', from, to })
    switchTo(from, to)
    send(to)
  }
  function switchTo(from: SaleId, to: SaleId): void {
    if (state().saleId !== from) return
    set(repainted({ ...state(), saleId: to, answer: undefined, pending: storage.of(to) }))
    void refresh()
  }

  /**
   * The sale does not take edits any more. Goods it has not got, all of them when it cannot be seen, begin the next one; those that should be
   * off it are what is told.
   */
  async function keepTheRest(
    saleId: SaleId,
    refusal: Refusal,
    list: readonly Pending[],
  ): Promise<TillEvent | undefined> {
    const told = await deps.ask(saleId, 'read')
    if (told.outcome === 'away' || (told.outcome === 'refused' && isOfNobody(told.refusal))) return undefined
    const sale = told.outcome === 'done' ? told.answer.sale : undefined
    // What was made since is for the same sale, and nobody would ever see it there.
    const over = sale?.status === 'open' ? list : storage.of(saleId)
    const late = sale ? lateOn(sale, refusal, over) : undefined
    for (const edit of leftOver(sale, over, store.newLine)) store.keep(edit)
    storage.remove(over)
    set(repainted({ ...state(), pending: storage.of(state().saleId) }))
    if (told.outcome === 'done') adopt(told.answer)
    return late
  }

  function adopt(answer: SaleAnswer, sentKeys: readonly string[] = []): void {
    const now = state()
    const before = now.answer
    if (answer.sale.id !== now.saleId) return
    const pending = storage.of(now.saleId).filter(({ key }) => !sentKeys.includes(key))
    if (before && before.version > answer.version) {
      // Older than what is shown, and still the word that these have arrived.
      if (pending.length < now.pending.length) set(repainted({ ...now, pending }))
      return
    }
    const mood = answer.payment?.mood
    const isOpen = answer.sale.status === 'open'
    const cashNow = now.thenCash && isOpen && mood === undefined
    set(
      repainted({
        ...now,
        answer,
        pending,
        clockOffset: deps.now() - answer.now,
        steering: before && before.payment?.mood === mood ? now.steering : undefined,
        thenCash: now.thenCash && isOpen && !cashNow,
        undo: isOpen && (mood === undefined || mood === 'ready' || mood === 'refused') ? now.undo : [],
      }),
    )
    for (const event of eventsBetween(before, answer)) emit(event)
    if (cashNow) emit({ type: 'open_cash' })
  }
  async function refresh(): Promise<void> {
    const told = await deps.ask(state().saleId, 'read')
    if (told.outcome === 'done') adopt(told.answer)
  }

  /** What another tab has sent stays painted until its answer is here, or a line would flicker. */
  function heardOwn(stored: readonly Pending[]): void {
    const has = (list: readonly Pending[], one: Pending) => list.some(({ key }) => key === one.key)
    if (state().pending.some(old => !has(stored, old))) void refresh()
    const fresh = stored.filter(pending => !has(state().pending, pending))
    if (fresh.length > 0) set(repainted({ ...state(), pending: [...state().pending, ...fresh] }))
  }
  /** A tab that has nothing of its own on the screen shows what the others do. */
  function joinSale(saleId: SaleId): void {
    if (!isUntouched(state()) && !isFinished(state())) return
    const { kept, clockOffset, nextSaleId, refused } = state()
    const clean = freshState(saleId, nextSaleId, store.rule(), refused)
    set(repainted({ ...clean, pending: storage.of(saleId), kept, clockOffset }))
  }

  return {
    ...sender,
    send,
    adopt,
    refresh,
    follow: saleId => {
      if (saleId === null || saleId === state().saleId || store.isSeen(saleId)) return
      joinSale(saleId)
      if (state().saleId === saleId) void refresh()
    },
    hear: message => {
      if (message.type === 'moved') switchTo(message.from, message.to)
      else adopt(message.answer, message.keys)
    },
    heardStorage: saleId => {
      if (saleId === state().nextSaleId) set({ ...state(), kept: storage.of(saleId) })
      else if (saleId === state().saleId) heardOwn(storage.of(saleId))
      else joinSale(saleId)
    },
    heardNextSale: (value, startNext) => {
      if (isId('sale', value)) set({ ...state(), nextSaleId: value, kept: storage.of(value) })
      else if (state().kept.length > 0) startNext()
    },
  }
}

/** Nothing is wrong with the edits: they wait for whoever signs in. */
const isOfNobody = ({ kind }: Refusal): boolean => kind === 'signed_out' || kind === 'no_register'

/** Goods that a customer pays for though they were taken off here. Of a sale that ended without money there is nothing to tell. */
function lateOn(sale: Sale, { kind }: Refusal, list: readonly Pending[]): TillEvent | undefined {
  const isPaid = sale.status === 'paid'
  const goods = isPaid || kind === 'payment_waiting' ? tooLate(sale, list) : []
  return goods.length > 0 ? { type: 'too_late', saleId: sale.id, isPaid, goods } : undefined
}
