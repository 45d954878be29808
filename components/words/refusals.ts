import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Money } from '#lib/domain/money.ts'
import { NOTHING, nothingCharged, type Standing } from './nothing-charged.ts'
import { heldWords } from './reader-held.ts'

/** A refusal as the cashier reads it: safety first, then why and what to do. */
export type RefusalWords = { readonly strong: string; readonly text: string }

type Words<Kind extends Refusal['kind']> = (
  refusal: Extract<Refusal, { kind: Kind }>,
  money: (amount: Money) => string,
  clock: ((at: number) => string) | undefined,
  standing: Standing,
) => RefusalWords

/** Cash for this sale is refused while a charge of it is in doubt. */
const orCash = (text: string, cash: string, { doubtful }: Standing): string =>
  doubtful ? text : `${text} ${cash}`
const said = (strong: string, text: string) => (): RefusalWords => ({ strong, text })

/** Each once. What no person can have typed is told in no sentence: by half of one, or by the schema's own two words. */
function sentencesIn(problems: readonly string[]): string {
  const said = [...new Set(problems)].filter(words => /^[^\p{Ll}]/u.test(words) && words !== 'Invalid input')
  return said.map(words => (/[.!?]$/.test(words) ? words : `${words}.`)).join(' ')
}

/** A new refusal does not compile without its words. */
const WORDS: { readonly [Kind in Refusal['kind']]: Words<Kind> } = {
  sale_not_open: said('This sale has ended.', 'The next press on a good begins a new one.'),
  payment_waiting: said('Money may be moving.', 'Stop the card payment to change the cart.'),
  nothing_to_charge: said(NOTHING, 'There is nothing left to pay on this sale.'),
  total_changed: ({ shown, now }, money) => ({
    strong: NOTHING,
    text: `The total was ${money(shown)} and is now ${money(now)}. Charge again when that is right.`,
  }),
  amount_too_small: ({ smallest }, money, _clock, standing) => ({
    strong: NOTHING,
    text: orCash(`A card pays from ${money(smallest)}.`, 'Cash works.', standing),
  }),
  amount_too_large: said(NOTHING, 'The total is too large for one card payment.'),
  handed_too_little: ({ missing }, money) => ({
    strong: 'Not enough.',
    text: `${money(missing)} is missing.`,
  }),
  nothing_collected: said('No card has been read.', 'The payment is as you see it.'),
  too_late_to_confirm: said(NOTHING, 'It is too late for this card. It is being let go.'),
  nothing_held: said('No money is held.', 'The payment is as you see it.'),
  not_refundable: said('No money was given back.', 'Only a paid card payment can be refunded.'),
  refund_on_reader: said(
    'No money was given back.',
    'Interac gives money back only to the card on a reader, and this till cannot do that yet. Give cash.',
  ),
  refund_too_large: ({ left }, money) => ({
    strong: 'No money was given back.',
    text: `At most ${money(left)} can still go back to this card.`,
  }),
  changed_meanwhile: said(
    'Somebody else changed this meanwhile.',
    'Nothing was saved and what you typed is still here. Look at what is there now, then save again.',
  ),
  still_used: said(
    'It stays, because goods are in it.',
    'Move those goods first, archived ones too, then take it away.',
  ),
  number_used: ({ lowest }) => ({
    strong: 'That number has been given out.',
    text: `No number is given out twice: ${lowest} is the lowest that is free.`,
  }),
  address_not_public: ({ because }) => ({
    strong: 'Stripe cannot knock there.',
    text: {
      https: 'With live keys the address must begin with https://.',
      private: 'That address means something only in your own network. It must be one the internet knows.',
      not_us:
        'Somebody else answers there. Look whether the name is right, and leads to this till without a redirect.',
    }[because],
  }),
  backup_failed: ({ because }) => ({
    strong: 'No backup was made.',
    text: {
      disk_full: 'The disk of the data folder is full. Remove old backups, or give it more room.',
      no_folder: 'The folder for backups cannot be written to. Look at DATA_DIR and its rights.',
      stopped: 'It was stopped. The backups from before are still there.',
      database: 'The database did not hand everything over. Try again; the server’s log says more.',
    }[because],
  }),
  readers_remain: ({ count }) => ({
    strong: `${count === 1 ? 'A reader stands' : `${count} readers stand`} there.`,
    text: 'Nothing was deleted. Move or delete the readers first.',
  }),
  location_in_use: ({ registers }) => ({
    strong: `${registers.join(', ')} sells there.`,
    text: 'Nothing was deleted. Give it another location first.',
  }),
  location_taxed: ({ classes }) => ({
    strong: `${classes.map(name => `“${name}”`).join(', ')} ${classes.length === 1 ? 'has' : 'have'} a tax rate for this place.`,
    text: 'Nothing was deleted. Open Taxes in the office, and take that rate away or give it another place first.',
  }),
  shops_own_location: said(
    'It is the shop’s own location.',
    'Nothing was deleted. Give it another name and address instead; readers and registers stay with it.',
  ),
  no_card_payment: said('No card payment is running.', 'The sale is as you see it.'),
  money_received: said('Money has been received.', 'The sale cannot become smaller than that.'),
  money_going_back: said(
    'Wait for the refund.',
    'Money of this sale is on its way back to a card. What is left to pay shows once it has arrived.',
  ),
  bad_request: ({ problems }) => {
    const text = sentencesIn(problems.map(({ problem }) => problem))
    return text === ''
      ? { strong: 'The till did not understand that.', text: 'What you typed is still here. Try again.' }
      : { strong: 'Nothing was changed.', text }
  },
  signed_out: said('You are signed out.', 'The sale is kept here. Sign in to go on.'),
  foreign_origin: said('That came from another page.', 'Open the register anew.'),
  not_allowed: ({ approvable }) =>
    approvable
      ? { strong: 'That needs somebody’s consent.', text: 'Nobody gave it, so nothing was changed.' }
      : { strong: 'That needs a manager.', text: 'Ask one to sign in here.' },
  not_found: said('That is not there any more.', 'The sale is as you see it.'),
  too_busy: said('The till is busy.', 'Nothing was changed. Try again in a moment.'),
  other_draft: said('This register has another sale open.', 'It is on the screen now.'),
  no_reader: (_refusal, _money, _clock, standing) => ({
    strong: NOTHING,
    text: orCash('This register has no card reader.', 'Cash works.', standing),
  }),
  reader_busy: (refusal, _money, clock, { doubtful }) => ({
    strong: NOTHING,
    text: `${heldWords(refusal, clock)} ${doubtful ? 'Wait.' : 'Wait, or take cash.'}`,
  }),
  wrong_pairing_code: ({ because }) => ({
    strong: because === 'shape' ? 'That is no pairing code.' : 'The code is wrong or has expired.',
    text:
      because === 'shape'
        ? 'It is three words with dashes, as the reader shows them: quick-brown-fox.'
        : 'Nothing was changed. Generate a new one on the reader and type it here.',
  }),
  reader_shows_other: said('Nothing was cleared.', 'Something else is on the reader by now. Look again.'),
  same_place: said('Nothing was changed.', 'The reader stands there already.'),
  other_reader: said(
    'That is another reader.',
    'The code was not this reader’s, so nothing was moved. Was the other one in use here, register it once more with a new code.',
  ),
  reader_stuck: said(
    'Nothing was changed.',
    'Something is still on the reader that no sale here waits for. Clear the reader on its page, then try again.',
  ),
  not_moved: said(
    'The reader stayed where it was.',
    'Stripe did not register it at the new place, and the till has given the move up. It works as before.',
  ),
  stripe_unreachable: (_refusal, _money, _clock, standing) => ({
    strong: NOTHING,
    text: orCash('Stripe does not answer, so no card can be charged now.', 'Cash works.', standing),
  }),
  no_register: said('This browser is no register yet.', 'A manager has a code that makes it one.'),
  wrong_pin: said('Wrong PIN.', 'Try again.'),
  too_many_tries: said('Too many tries.', 'Wait a little, then try again.'),
  already_set_up: said('The shop is set up already.', 'Sign in.'),
  not_set_up: said('The shop is not set up yet.', 'Set it up first.'),
  wrong_set_up_code: said('Wrong code.', 'The start command printed it.'),
  stripe_refused: ({ message }) => ({ strong: 'Stripe refused.', text: message }),
  wrong_register_code: said(
    'That code is not good.',
    'It works once, for ten minutes. A manager can show a new one.',
  ),
  unknown_badge: said('That badge is nobody’s.', 'Use your PIN, or ask a manager for a new badge.'),
  pin_change_needed: said('Choose a PIN of your own.', 'Somebody else knows the one you typed.'),
  last_owner: said('A shop has an owner.', 'Make somebody else an owner first.'),
  not_yourself: said('Not your own.', 'Somebody else has to do that for you.'),
  own_register: said('You are signed in at this register.', 'Revoke it from another one.'),
  cannot_approve: said('That person cannot allow it.', 'Choose somebody who may.'),
  dealt_with: said('Somebody was faster.', 'It has been dealt with already.'),
  not_test_mode: said('Test cards work with test keys only.', 'Nothing was charged.'),
}

/**
 * The words for any refusal. `money` writes amounts as the shop does, `clock` a moment of the server's as this browser's clock shows it.
 * A press that did nothing says so in words that are true of the whole sale, too: `standing` tells what is known of that.
 */
export function refusalWords(
  refusal: Refusal,
  money: (amount: Money) => string,
  clock?: (at: number) => string,
  standing: Standing = { doubtful: false },
): RefusalWords {
  // True because the table has, for every kind, the words of exactly that kind.
  const words = WORDS[refusal.kind] as Words<Refusal['kind']>
  const told = words(refusal as never, money, clock, standing)
  return told.strong === NOTHING ? { ...told, strong: nothingCharged(standing) } : told
}
