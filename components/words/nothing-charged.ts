import { CHARGED } from './help.ts'

export const NOTHING = 'Nothing was charged.'

/** What is known of the sale's other payments. */
export type Standing = {
  /** A charge may have happened all the same, or may still. */
  readonly doubtful: boolean
  /** Other money of this sale has been received. */
  readonly partly?: true
}

/** That this payment, or this press, charged nothing, in words that are true for the whole sale. `sure`: where there is nothing else to it. */
export function nothingCharged({ doubtful, partly }: Standing, sure = NOTHING): string {
  if (doubtful) return CHARGED.not_seen.words
  return partly ? 'Nothing more was charged.' : sure
}

/** Of a payment that has not come as far as a card: what has been seen of a charge. In doubt no calmer than that. */
export const noChargeSeen = ({ doubtful }: Standing): string =>
  doubtful ? CHARGED.not_seen.words : 'No charge seen yet.'
