import { isAskedAbout } from '#lib/domain/asks-about.ts'
import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import { withTender } from '#lib/domain/sale.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Attempt } from '#lib/domain/tender.ts'
import type { Pace } from '#lib/ports/world.ts'
import { withAttempt } from './attempt.ts'
import type { Conclusion, Waits } from './conclude.ts'
import { waitingLookMs } from './pace.ts'
import { leasesOf, looksOf, type Standing } from './standing.ts'

/**
 * Two steps: the card is read, the bank has not been asked. Shown until somebody confirms or the time is nearly over; then, or when
 * it is refused, the reader is cleared and the intent cancelled, since there is no way back from here to an unread card.
 */
export function collected(
  standing: Standing,
  waits: Waits,
  readers: ReadonlyMap<string, ReaderSeen>,
  shown: string | undefined,
  now: number,
  pace: Pace,
): Conclusion {
  const { tender } = standing
  const action = readers.get(tender.readerId)?.action
  const confirming = action?.type === 'confirm_payment_intent' && action.status === 'in_progress'
  if (confirming && shown) return onItsWay(standing, waits, now, pace)
  const late = tender.attempt === 'collected' && now - tender.attemptAt > CONFIRM_WITHIN_MS
  const unwanted = tender.wish === 'stop' || tender.wish === 'take_off'
  // A yes is said once: whatever the screen says meanwhile, a card whose yes came to nothing is not shown as one to decide on.
  if (unwanted || late || tender.confirmed) {
    const sale = tender.wish === 'stop' ? waits.sale : withTender(waits.sale, { ...tender, wish: 'stop' })
    return { ...waits, sale, next: shown ? { do: 'clear', readerId: shown } : { do: 'cancel' } }
  }
  if (tender.wish === 'confirm' && tender.attempt === 'collected') return { ...waits, next: { do: 'go_on' } }
  const sale = withAttempt(standing, 'collected', now)
  const read = sale.tenders.find(one => one.id === tender.id)
  // The reader's last card may be another payment's.
  const card = action?.paymentIntent === tender.paymentIntent ? action?.card : undefined
  if (read?.kind !== 'card' || read.cardRead)
    return { ...waits, sale, next: { do: 'wait', ms: CONFIRM_WITHIN_MS + 500 } }
  // Read between the look at the device and the look at the money: the device knows it now.
  if (!card)
    return { ...waits, sale, next: { do: 'wait', ms: waitingLookMs(looksOf(standing), pace.watchAfterMs) } }
  // The shop's rule is a yes like somebody's, written down before the reader hears of it.
  if (!isAskedAbout(card, read.asks))
    return {
      ...waits,
      sale: withTender(sale, { ...read, cardRead: card, wish: 'confirm' }),
      next: { do: 'go_on' },
    }
  const told = withTender(sale, { ...read, cardRead: card })
  return { ...waits, sale: told, next: { do: 'wait', ms: CONFIRM_WITHIN_MS + 500 } }
}

/** The reader has the yes, and Stripe does not say that the bank has the card. A reader that never sends it on is not waited for. */
function onItsWay(standing: Standing, waits: Waits, now: number, pace: Pace): Conclusion {
  const attempt = confirmed(standing, now)
  if (standing.tender.wish === 'stop' && attempt !== 'checking') return { ...waits, next: { do: 'cancel' } }
  const ms = waitingLookMs(looksOf(standing), pace.watchAfterMs)
  return { ...waits, sale: withAttempt(standing, attempt, now), next: { do: 'wait', ms } }
}

/** A bank answers within seconds. */
const BANK_ANSWERS_MS = 10_000

/**
 * The yes was said, no card is asked for any more, and the intent does not say that its bank has it: its answer is a moment away, or the
 * reader has lost its line with it. Then nobody may call it safe to cancel.
 */
export const confirmed = ({ tender }: Standing, now: number): Attempt =>
  tender.attempt === 'checking' && now - tender.attemptAt < BANK_ANSWERS_MS ? 'checking' : 'asking'

/**
 * Two steps: a reader in doubt showed the amount after all, and somebody's card was read there. The attempt that was thought to be over
 * is not: the payment is on that reader again, which is looked at next. Where no reader is held for it any more, the card is let go.
 */
export function readLate(standing: Standing, intent: IntentSeen, now: number): Conclusion | undefined {
  const { tender, sale } = standing
  if (intent.status !== 'requires_confirmation' || tender.state !== 'ready' || tender.wish !== 'none')
    return undefined
  const quiet = { surprises: [], free: [] }
  const lease = leasesOf(standing)[0]
  if (!lease) return { ...quiet, sale: withTender(sale, { ...tender, wish: 'stop' }), next: { do: 'go_on' } }
  const { readerId } = leasesOf(standing).find(one => one.readerId === tender.readerId) ?? lease
  const back = { ...tender, state: 'on_reader', readerId, attempt: 'asking', attemptAt: now } as const
  return { ...quiet, sale: withTender(sale, back), next: { do: 'look_again' } }
}
