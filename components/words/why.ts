import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { Decline } from '#lib/domain/tender.ts'
import { shownCode } from './codes.ts'
import { helpFor } from './help.ts'

/** Moods that somebody waits in: their own page says what is safe meanwhile, whatever happened before. */
const WAITED_IN: ReadonlySet<PaymentMood> = new Set<PaymentMood>([
  'waiting',
  'collected',
  'checking',
  'canceling',
  'held',
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
  'refused',
])

type Seen = { readonly mood: PaymentMood; readonly decline?: Decline; readonly problem?: string }

/**
 * The code whose page explains it: the finest that has one. Codes that must not be revealed lead to the bank's plain no. Undefined where
 * nothing went wrong and nobody waits for long.
 */
export function whyCode({ mood, decline, problem }: Seen): string | undefined {
  if (WAITED_IN.has(mood)) return mood
  if (!ASKED_WHY.has(mood)) return undefined
  const codes = mood === 'declined' ? [decline?.declineCode, decline?.code] : [problem]
  const known = codes.find(code => code !== undefined && helpFor(code) !== undefined)
  return known === undefined ? mood : shownCode(known)
}

/** What goes into the copied details: Stripe's own word, even one we have no page for, except those that must not be revealed. */
export const detailsCode = ({ mood, decline, problem }: Seen): string =>
  shownCode((mood === 'declined' ? (decline?.declineCode ?? decline?.code) : problem) ?? mood)
