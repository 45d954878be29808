import type { Pressing } from '#components/words/pressing.ts'
import { isFinished, owed, type TillState } from '#lib/client/draft/till-state.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'

/** What stands over the goods: nothing, the card payment, cash, or a sale's end. */
export type Standing = 'selling' | 'paying' | 'cash' | 'approved' | 'change'

/** One answer for every part of the screen, so that stage, strip and Charge never disagree. */
export function standingOf(
  state: TillState,
  view: { readonly isCash: boolean; readonly readTender: string | undefined },
): Standing {
  if (isFinished(state)) return lastTender(state)?.kind === 'cash' ? 'change' : 'approved'
  if (state.press?.kind === 'charge') return 'paying'
  const payment = state.answer?.payment
  if (payment && payment.mood !== 'ready') {
    // Stripe would not begin it: history once it has been read, or once the cart is another.
    const isHistory =
      payment.mood === 'refused' &&
      (view.readTender === payment.tenderId || owed(state).minor !== payment.amount.minor)
    if (!isHistory) return 'paying'
  }
  return view.isCash ? 'cash' : 'selling'
}

/** How far a press of Charge has come, while there is one. */
export function pressingOf(state: TillState): Pressing | undefined {
  if (state.press?.kind !== 'charge') return undefined
  if (state.retryAt === undefined) return 'on_its_way'
  return state.press.phase === 'draining' ? 'not_sent' : 'sent_and_lost'
}

/** The mood on the stage. A press that the server has not answered is already being prepared. */
export const moodOf = (state: TillState): PaymentMood =>
  state.press?.kind === 'charge' ? 'preparing' : (state.answer?.payment?.mood ?? 'preparing')

export const lastTender = (state: TillState) => state.answer?.sale.tenders.findLast(isPaid)

const isPaid = (tender: { readonly state: string }): boolean => tender.state === 'paid'

/** Whether the next step is the customer's, the bank's or the server's; where it is the cashier's, nobody need stand there. */
const IS_MOVING: Record<PaymentMood, boolean> = {
  preparing: true,
  sending: true,
  waiting: true,
  collected: true,
  checking: true,
  asking: true,
  canceling: true,
  taking_off: true,
  not_let_go: true,
  taking: true,
  releasing: true,
  doubtful: false,
  declined: false,
  customer_canceled: false,
  reader_lost: false,
  reader_busy: false,
  reader_offline: false,
  reader_failed: false,
  unreachable: false,
  ready: false,
  held: false,
  refused: false,
}

/** Money may be moving by itself: the till does not lock itself under it. */
export const isMoneyMoving = (state: TillState): boolean =>
  state.press !== undefined || IS_MOVING[state.answer?.payment?.mood ?? 'ready']
