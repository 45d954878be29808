import { type Card, isSingleMessage } from './cards.ts'
import type { Said } from './device.ts'

/** How an authorisation ends. `first` is a softly declined tap that the same customer then repeats with a PIN. */
export type Outcome =
  | { kind: 'approved'; cvm: Cvm; read: Read; first?: Decline }
  | { kind: 'declined'; read: Read; decline: Decline }

/** `code` is one of Stripe's error codes; `failure` is what reader and charge call it, which may say more. */
export type Decline = {
  code: string
  declineCode: string
  failure: string
  message: string
  /** Instead of Stripe's usual advice for this decline code. */
  adviceCode?: string
}
export type Cvm = 'none' | 'offline_pin' | 'online_pin' | 'signature'
export type Read = 'tap' | 'insert' | 'swipe'

type Attempt = { card: Card; total: number; read: Read; manual: boolean }

/** Decides by the card first, then by the last two digits of the total, else approves. */
export function decide({ card, total, read, manual }: Attempt): Outcome {
  const { behaviour } = card
  if (behaviour.kind === 'declines') return declined(read, behaviour.code, behaviour.declineCode)
  if (manual && isSingleMessage(card)) return declined(read, 'card_declined', 'card_not_supported')
  if (card.network === 'interac' && read === 'tap' && total > interacTapLimit) {
    // The reader asks for the chip by itself; nothing was declined.
    return decide({ card, total, read: 'insert', manual })
  }
  if (behaviour.kind === 'wants_pin') return withPin(card, read, behaviour.declineCode)
  const ending = endings.get(total % 100)
  if (ending) return byAmount(ending, read)
  return { kind: 'approved', cvm: read === 'insert' || card.pinOnTap ? card.pin : 'none', read }
}

/** 100 CAD: https://docs.stripe.com/terminal/payments/regional?integration-country=CA */
const interacTapLimit = 10_000

/** Endings made for Stripe's physical test card; standard simulated cards follow them too. */
const endings = new Map<number, Ending>([
  [1, { decline: 'call_issuer' }],
  [2, { pin: 'offline_pin' }],
  [3, { pin: 'online_pin' }],
  [5, { decline: 'generic_decline' }],
  [55, { decline: 'incorrect_pin' }],
  [60, { pin: 'online_pin' }],
  [65, { decline: 'withdrawal_count_limit_exceeded' }],
  [75, { decline: 'pin_try_exceeded' }],
])

type Ending = { decline: string } | { pin: 'offline_pin' | 'online_pin' }

/** A tap that would need a PIN is declined; a card inserted for the same amount is approved with its PIN. */
function byAmount(ending: Ending, read: Read): Outcome {
  if ('decline' in ending) return declined(read, 'card_declined', ending.decline)
  if (read === 'insert') return { kind: 'approved', cvm: ending.pin, read }
  const code = ending.pin === 'offline_pin' ? 'offline_pin_required' : 'online_or_offline_pin_required'
  return declined(read, code, code)
}

function withPin(card: Card, read: Read, declineCode: string): Outcome {
  if (read !== 'tap') return { kind: 'approved', cvm: card.pin, read }
  return { kind: 'approved', cvm: card.pin, read: 'insert', first: declineOf(declineCode, declineCode) }
}

function declined(read: Read, code: string, declineCode: string): Outcome {
  return { kind: 'declined', read, decline: declineOf(code, declineCode) }
}

/** Decline codes that are error codes of their own; every other one comes with `card_declined`. */
const ownCode = (declineCode: string): boolean =>
  ['expired_card', 'processing_error'].includes(declineCode) || declineCode.endsWith('_pin_required')

/** The bank says this no, whatever the card and the amount are. */
export function toldToDecline(read: Read, { declineCode, adviceCode }: Said): Outcome {
  const decline = declineOf(ownCode(declineCode) ? declineCode : 'card_declined', declineCode)
  return { kind: 'declined', read, decline: { ...decline, ...(adviceCode ? { adviceCode } : {}) } }
}

export function declineOf(code: string, declineCode: string): Decline {
  const known = code.endsWith('_pin_required') ? 'card_declined' : code
  return {
    code: known,
    declineCode,
    failure: code,
    message: messages.get(declineCode) ?? 'Your card was declined.',
  }
}

const pinText =
  'This transaction requires a PIN. In testmode, using a physical test card with designated amount ending values produce specific decline responses. See https://stripe.com/docs/terminal/references/testing#physical-test-cards for details.'

const messages = new Map([
  ['insufficient_funds', 'Your card has insufficient funds.'],
  ['expired_card', 'Your card has expired.'],
  ['processing_error', 'An error occurred while processing your card. Try again in a little bit.'],
  ['incorrect_pin', 'Your PIN is incorrect.'],
  ['card_not_supported', 'Your card does not support this type of purchase.'],
  ['offline_pin_required', pinText],
  ['online_or_offline_pin_required', pinText],
])
