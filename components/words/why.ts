import type { PaymentMood, PaymentView } from '#lib/domain/payment-view.ts'
import type { CardTender } from '#lib/domain/tender.ts'
import { shownCode } from './codes.ts'
import { type Charged, helpFor } from './help.ts'

/** Moods that somebody waits in: their own page says what is safe meanwhile, whatever happened before. */
const WAITED_IN: ReadonlySet<PaymentMood> = new Set<PaymentMood>([
  'sending',
  'waiting',
  'collected',
  'checking',
  'canceling',
  'taking_off',
  'not_let_go',
  'held',
  'taking',
  'releasing',
])

/** Moods that went otherwise than meant, so that somebody may ask why. */
const ASKED_WHY: ReadonlySet<PaymentMood> = new Set<PaymentMood>([
  'asking',
  'doubtful',
  'declined',
  'customer_canceled',
  'reader_lost',
  'reader_busy',
  'reader_offline',
  'reader_failed',
  'unreachable',
  'ready',
  'refused',
])

type Seen = Pick<PaymentView, 'mood' | 'decline' | 'problem' | 'doubtful'>

/** Not to be said while a charge may have happened, to be said while none has been seen, to be said while nobody knows. */
const CARE: Record<Charged, number> = {
  not_charged: 0,
  charged: 0,
  see_sale: 0,
  no_matter: 0,
  not_seen: 1,
  asking: 2,
}

/** How careful a page is about the customer's money. */
export const careOf = (code: string): number => CARE[helpFor(code)?.charged ?? 'no_matter']

/**
 * The code whose page explains it: the finest that has one and is not calmer about the customer's money than the stage. Codes that must
 * not be revealed lead to the bank's plain no. Undefined where nothing went wrong and nobody waits for long.
 */
export function whyCode({ mood, decline, problem, doubtful }: Seen): string | undefined {
  if (WAITED_IN.has(mood)) return mood
  if (!ASKED_WHY.has(mood)) return undefined
  const care = Math.max(careOf(mood), careOf(doubtful ? 'doubtful' : mood))
  const codes = mood === 'declined' ? [decline?.declineCode, decline?.code] : [problem]
  const isFine = (code: string | undefined): code is string =>
    code !== undefined && helpFor(code) !== undefined && careOf(code) >= care
  return shownCode([...codes, mood].find(isFine) ?? 'doubtful')
}

/**
 * The page behind *Nothing was charged* of a payment that has ended uncharged: the last thing that went wrong with it. Pages that know
 * less of the money than its end does are left out.
 */
export function endedCode({
  lastDecline,
  problem,
  cardRead,
}: Pick<CardTender, 'lastDecline' | 'problem' | 'cardRead'>): string {
  const isFine = (code: string | undefined): code is string =>
    code !== undefined && helpFor(code)?.charged === 'not_charged'
  const wrong = [lastDecline?.declineCode, lastDecline?.code, problem].find(isFine)
  return shownCode(wrong ?? (cardRead ? 'card_let_go' : 'canceled'))
}

/** What goes into the copied details: Stripe's own word, even one we have no page for, except those that must not be revealed. */
export const detailsCode = ({ mood, decline, problem }: Seen): string =>
  shownCode((mood === 'declined' ? (decline?.declineCode ?? decline?.code) : problem) ?? mood)
