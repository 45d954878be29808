import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SteerPayment } from '#lib/contracts/sales.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Ask, Told } from './ask.ts'
import { isFinished, isFrozen, owed, type Press, type TillEvent, type TillState } from './till-state.ts'

/** The presses that move money. */
export type Presses = {
  /** Charge, and *Try another card* on the reader the payment is on: the same wish. A second press while one runs is no press. */
  readonly charge: () => void
  /** The same on another reader than the register's own. */
  readonly chargeOn: (readerId: string) => void
  /** Pays the whole sale in cash. `handedMinor` is what the customer gave. */
  readonly cash: (handedMinor: number) => void
  readonly steer: (wish: SteerPayment['wish']) => void
  /** Stops the payment under way; then, if the counter may be cleared for the next customer, `next` does it. */
  readonly stopThen: (next: () => void) => void
  /** Takes the card payment off first, when there is one; then `open_cash` is heard. */
  readonly payInCash: () => void
  /** Only while nothing has been asked of the server yet. */
  readonly dropPress: () => void
}

type Deps = {
  readonly state: () => TillState
  readonly set: (state: TillState) => void
  readonly emit: (event: TillEvent) => void
  readonly adopt: (answer: SaleAnswer) => void
  readonly drain: (saleId: SaleId) => Promise<'drained' | 'refused'>
  readonly ask: Ask
  readonly pause: (ms: number) => Promise<void>
  readonly now: () => number
  readonly uuid: () => string
}

const PAUSE_MS = 1_000

/** A payment is ended once, however often that is asked. A yes is never sent again by itself. */
const ENDS_IT: ReadonlySet<SteerPayment['wish']> = new Set(['cancel', 'change_sale'])

export function openPresses(deps: Deps): Presses {
  const { state, set, emit } = deps

  /** The cart as the cashier saw it goes out first; then the press, with the total that was on the button. */
  async function run(press: Press, body: (state: TillState) => unknown): Promise<void> {
    set({ ...state(), press })
    const isDropped = () => state().press?.id !== press.id
    const drained = await drainAll(isDropped)
    if (isDropped()) return
    if (drained === 'refused') {
      set({ ...state(), press: undefined })
      return
    }
    set({ ...state(), press: { ...press, phase: 'asking' } })
    finish(await untilTold(state().saleId, press.kind, body(state())))
  }

  async function drainAll(isDropped: () => boolean): Promise<'drained' | 'refused'> {
    for (;;) {
      const { saleId } = state()
      const drained = await deps.drain(saleId)
      // The edits may have been led to the register's other draft; then that one is drained.
      if (isDropped() || state().saleId === saleId) return drained
    }
  }

  /** The same press again and again: the server knows it by its id, so it counts once. */
  async function untilTold(saleId: SaleId, what: Press['kind'], body: unknown): Promise<Told> {
    const told = await deps.ask(saleId, what, body)
    return told.outcome === 'away' ? askedAgain(saleId, what, body, () => true) : told
  }

  /** Until there is an answer, or nobody wants one any more. */
  async function askedAgain(
    saleId: SaleId,
    what: Press['kind'] | 'payment' | 'read',
    body: unknown,
    isWanted: () => boolean,
  ): Promise<Told> {
    for (;;) {
      set({ ...state(), retryAt: deps.now() + PAUSE_MS })
      await deps.pause(PAUSE_MS)
      const told: Told = isWanted() ? await deps.ask(saleId, what, body) : { outcome: 'away' }
      if (told.outcome === 'away' && isWanted()) continue
      set({ ...state(), retryAt: undefined })
      return told
    }
  }

  function finish(told: Told): void {
    // Both before the next paint, so that Charge does not flash up in between.
    set({ ...state(), press: undefined })
    if (told.outcome === 'done') deps.adopt(told.answer)
    if (told.outcome !== 'refused') return
    emit({ type: 'refused', refusal: told.refusal })
    void read()
  }
  /** Whether the screen now shows what the server knows. */
  async function read(): Promise<boolean> {
    const told = await deps.ask(state().saleId, 'read')
    if (told.outcome === 'done') deps.adopt(told.answer)
    return told.outcome === 'done'
  }

  const mayPress = (): boolean => {
    const now = state()
    return now.press === undefined && !isFinished(now) && owed(now).minor > 0
  }
  /** A living tender keeps its intent and its reader, so it is the one that is charged again; one Stripe refused to begin is over. */
  function alive(now: TillState) {
    const payment = now.answer?.payment
    return payment?.mood === 'refused' ? undefined : payment
  }

  let wishes = 0
  /** `next` does not wait for a server that is away; a wish to end the payment is sent again all the same, until the server has it. */
  async function steer(wish: SteerPayment['wish'], next?: () => void): Promise<void> {
    if (state().steering === wish) return
    const { saleId, answer } = state()
    const tenderId = answer?.payment?.tenderId
    if (wish !== 'check_status') wishes += 1
    const mine = wishes
    const isSame = () => mine === wishes && !state().press && state().answer?.payment?.tenderId === tenderId
    // On another sale's screen it is still what somebody wanted of that one; on its own the last press counts.
    const isWanted = () => state().saleId !== saleId || isSame()
    set({ ...state(), steering: wish })
    const told = await deps.ask(saleId, 'payment', { wish })
    if (told.outcome !== 'away' || !ENDS_IT.has(wish)) {
      // Refused means that the payment is not what the screen shows: it may be paid, and nobody leaves that unseen.
      if (await steered(saleId, wish, told)) next?.()
      return
    }
    const later = askedAgain(saleId, 'payment', { wish }, isWanted)
    next?.()
    await steered(saleId, wish, await later)
  }

  /** Whether the screen shows what has become of the payment. */
  async function steered(saleId: SaleId, wish: SteerPayment['wish'], told: Told): Promise<boolean> {
    if (told.outcome === 'done') deps.adopt(told.answer)
    if (state().saleId !== saleId) {
      if (told.outcome === 'refused') await lookAtLeft(saleId)
      return false
    }
    if (told.outcome !== 'done') set({ ...state(), steering: undefined, thenCash: false })
    else if (wish === 'check_status') set({ ...state(), steering: undefined })
    if (told.outcome === 'away' && !ENDS_IT.has(wish)) emit({ type: 'unheard' })
    if (told.outcome !== 'refused') return true
    emit({ type: 'refused', refusal: told.refusal })
    return read()
  }

  /** The next customer is served, and the payment left behind had ended before it could be stopped: whoever served must hear of its money. */
  async function lookAtLeft(saleId: SaleId): Promise<void> {
    const first = await deps.ask(saleId, 'read')
    const told = first.outcome === 'away' ? await askedAgain(saleId, 'read', undefined, () => true) : first
    if (told.outcome !== 'done' || told.answer.sale.status !== 'paid') return
    const { number, total } = told.answer.sale
    emit({ type: 'left_paid', saleId, number, total })
  }

  function charge(chosen?: string): void {
    const again = state().answer?.payment?.buttons.includes('try_again') ?? false
    if (!mayPress() || (isFrozen(state()) && !again)) return
    const amount = owed(state())
    const id = deps.uuid()
    const payment = alive(state())
    const tenderId = payment?.tenderId ?? idOf('tender', deps.uuid())
    const readerId = chosen ?? payment?.readerId
    const where = readerId ? { readerId } : {}
    void run({ kind: 'charge', amount, phase: 'draining', id }, () => ({
      press: id,
      tenderId,
      shownMinor: amount.minor,
      ...where,
    }))
  }

  return {
    charge: () => charge(),
    chargeOn: readerId => charge(readerId),
    cash: handedMinor => {
      if (!mayPress() || isFrozen(state())) return
      const amount = owed(state())
      const id = deps.uuid()
      const tenderId = idOf('tender', id)
      void run({ kind: 'cash', amount, phase: 'draining', id }, () => ({
        tenderId,
        handedMinor,
        shownMinor: amount.minor,
      }))
    },
    steer: wish => void steer(wish),
    stopThen: next => {
      const { saleId } = state()
      void steer('cancel', () => {
        const now = state()
        if (now.saleId === saleId && now.answer?.payment?.buttons.includes('next_sale')) next()
      })
    },
    payInCash: () => {
      const payment = state().answer?.payment
      if (state().press || isFinished(state()) || owed(state()).minor <= 0) return
      if (!payment || payment.mood === 'refused') {
        emit({ type: 'open_cash' })
        return
      }
      if (!payment.buttons.includes('pay_another_way')) return
      set({ ...state(), thenCash: true })
      void steer('cancel')
    },
    dropPress: () => {
      if (state().press?.phase === 'draining') set({ ...state(), press: undefined })
    },
  }
}
