import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Money } from '#lib/domain/money.ts'

/** A refusal as the cashier reads it: safety first, then why and what to do. */
export type RefusalWords = { readonly strong: string; readonly text: string }

type Words<Kind extends Refusal['kind']> = (
  refusal: Extract<Refusal, { kind: Kind }>,
  money: (amount: Money) => string,
) => RefusalWords

const NOTHING = 'Nothing was charged.'
const said = (strong: string, text: string) => (): RefusalWords => ({ strong, text })

/** A new refusal does not compile without its words. */
const WORDS: { readonly [Kind in Refusal['kind']]: Words<Kind> } = {
  sale_not_open: said('This sale has ended.', 'The next press on a good begins a new one.'),
  payment_waiting: said('Money may be moving.', 'Stop the card payment to change the cart.'),
  nothing_to_charge: said(NOTHING, 'There is nothing left to pay on this sale.'),
  total_changed: ({ shown, now }, money) => ({
    strong: NOTHING,
    text: `The total was ${money(shown)} and is now ${money(now)}. Charge again when that is right.`,
  }),
  amount_too_small: ({ smallest }, money) => ({
    strong: NOTHING,
    text: `A card pays from ${money(smallest)}. Cash works.`,
  }),
  amount_too_large: said(NOTHING, 'The total is too large for one card payment.'),
  handed_too_little: ({ missing }, money) => ({
    strong: 'Not enough.',
    text: `${money(missing)} is missing.`,
  }),
  nothing_collected: said('No card has been read.', 'The payment is as you see it.'),
  too_late_to_confirm: said(
    'The customer has not been charged.',
    'The card was let go in time. Charge again.',
  ),
  nothing_held: said('No money is held.', 'The payment is as you see it.'),
  not_refundable: said('No money was given back.', 'Only a paid card payment can be refunded.'),
  refund_on_reader: said('No money was given back.', 'Interac refunds need the card on the reader.'),
  refund_too_large: ({ left }, money) => ({
    strong: 'No money was given back.',
    text: `At most ${money(left)} can still go back to this card.`,
  }),
  no_card_payment: said('No card payment is running.', 'The sale is as you see it.'),
  money_received: said('Money has been received.', 'The sale cannot become smaller than that.'),
  bad_request: said('The till did not understand that.', 'What you typed is still here. Try again.'),
  signed_out: said('You are signed out.', 'The sale is kept here. Sign in to go on.'),
  foreign_origin: said('That came from another page.', 'Open the register anew.'),
  not_allowed: said('That needs a manager.', 'Ask one to sign in here.'),
  not_found: said('That is not there any more.', 'The sale is as you see it.'),
  too_busy: said('The till is busy.', 'Try again.'),
  other_draft: said('This register has another sale open.', 'It is on the screen now.'),
  no_reader: said(NOTHING, 'This register has no card reader. Cash works.'),
  reader_busy: ({ saleNumber, staffName }) => ({
    strong: NOTHING,
    text: `This reader is taking ${saleNumber === undefined ? 'another payment' : `sale ${saleNumber}`}${
      staffName === undefined ? '' : ` (${staffName})`
    }. Wait, or take cash.`,
  }),
  stripe_unreachable: said(NOTHING, 'Stripe does not answer. Cash works.'),
  no_register: said('This browser is no register yet.', 'Sign in and choose one. The sale is kept here.'),
  wrong_pin: said('Wrong PIN.', 'Try again.'),
  too_many_tries: said('Too many tries.', 'Wait a little, then try again.'),
  already_set_up: said('The shop is set up already.', 'Sign in.'),
  not_set_up: said('The shop is not set up yet.', 'Set it up first.'),
  wrong_set_up_code: said('Wrong code.', 'The start command printed it.'),
  stripe_refused: ({ message }) => ({ strong: 'Stripe refused.', text: message }),
  dealt_with: said('Somebody was faster.', 'It has been dealt with already.'),
  not_test_mode: said('Test cards work with test keys only.', 'Nothing was charged.'),
}

/** The words for any refusal. `money` writes amounts as the shop does. */
export function refusalWords(refusal: Refusal, money: (amount: Money) => string): RefusalWords {
  // True because the table has, for every kind, the words of exactly that kind.
  const words = WORDS[refusal.kind] as Words<Refusal['kind']>
  return words(refusal as never, money)
}
