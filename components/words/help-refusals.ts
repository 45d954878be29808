import type { Refusal } from '#lib/contracts/refusal.ts'
import type { HelpWords } from './help.ts'
import { MOOD_HELP } from './help-moods.ts'

const page = (
  charged: HelpWords['charged'],
  title: string,
  cause: string,
  todo: readonly string[],
  did = 'Nothing was changed.',
): HelpWords => ({ title, cause, todo, did, charged })

/** A page per reason for which the till says no. A new reason does not compile without one. */
export const REFUSAL_HELP: Record<Refusal['kind'], HelpWords> = {
  sale_not_open: page(
    'see_sale',
    'This sale has ended',
    'It was paid or given up, perhaps at another screen of the same register.',
    ['Begin the next sale: the first good opens it.', 'The sale’s page shows what was paid.'],
  ),
  payment_waiting: page(
    'asking',
    'Money may be moving',
    'A card payment of this sale has not ended. While it lives, its amount is reserved for the card.',
    ['Wait for it, or stop it on the payment’s screen.', 'Take no other money for this part of the sale.'],
  ),
  nothing_to_charge: page(
    'no_matter',
    'Nothing left to pay',
    'The sale is empty, or everything has been paid.',
    ['Add goods, or begin the next sale.'],
  ),
  changed_meanwhile: page(
    'no_matter',
    'Changed meanwhile',
    'Somebody else saved the same settings after this screen had read them.',
    ['Look at what is there now.', 'Save again when yours should count.'],
  ),
  still_used: page(
    'no_matter',
    'Goods are still in it',
    'A category or tax class goes only when no good carries it. Archived goods count, because they can come back.',
    [
      'Look at the goods of that category or tax class, archived ones too.',
      'Give them another one, then take it away.',
    ],
  ),
  number_used: page(
    'no_matter',
    'A number that is given out',
    'Receipts are numbered without repeating a number, so the next one may only be raised.',
    ['Choose a number that is free.'],
  ),
  address_not_public: page(
    'no_matter',
    'Stripe cannot reach that address',
    'Stripe sends its webhooks over the internet, with live keys only to https.',
    [
      'Type the address under which the till is reached from outside.',
      'Without one, payments still finish: the till asks Stripe by itself.',
    ],
  ),
  backup_failed: page(
    'no_matter',
    'No backup was made',
    'The disk is full, the folder cannot be written to, or the database broke off.',
    ['Make room, then press again.', 'The server’s log says what went wrong.'],
  ),
  total_changed: page(
    'not_charged',
    'The total has changed',
    'Somebody changed the sale, or a price, between what the screen showed and the press.',
    ['Look at the new total and charge again when it is right.'],
    'The till charges only an amount that was on the button.',
  ),
  amount_too_small: page(
    'not_charged',
    'Too little for a card payment',
    'Stripe takes cards only from a smallest amount, which differs by currency.',
    ['Take cash, or add something to the sale.'],
  ),
  amount_too_large: page(
    'not_charged',
    'Too much for one card payment',
    'The total is above what Stripe takes in one payment.',
    ['Divide the goods into two sales, or take part of it in cash.'],
  ),
  handed_too_little: page('no_matter', 'Not enough cash', 'Less was handed over than is to pay.', [
    'Ask for the rest, or take a card.',
  ]),
  no_card_payment: page('see_sale', 'No card payment is running', 'It ended before this press arrived.', [
    'Look at the sale: the screen shows how it stands now.',
  ]),
  money_received: page(
    'see_sale',
    'Money has been received',
    'A sale cannot become smaller than what was paid for it.',
    ['Add goods instead, or have a manager give money back first.'],
  ),
  money_going_back: page(
    'see_sale',
    'Money is on its way back',
    'A refund of this sale has been asked for and Stripe has not said yet that it has arrived. Until then nobody knows what is left to pay.',
    [
      'Wait until the sale’s page says that the refund has arrived, then take the rest.',
      'Serve the next customer meanwhile: a refund can take a while.',
    ],
  ),
  nothing_collected: page('see_sale', 'No card waits for a yes', 'The card was let go, or charged already.', [
    'Look at the payment’s screen, and charge again if it says that nothing was charged.',
  ]),
  too_late_to_confirm: page(
    'not_charged',
    'Too late for this card',
    'A card that was read has to be confirmed within 30 seconds.',
    ['Wait until the goods are on the screen again.', 'Then charge, and ask the customer to tap once more.'],
    'The bank was never asked. The card is being let go, and Stripe is asked until that is done.',
  ),
  nothing_held: page('see_sale', 'No money is held', 'It was taken, released, or the hold has lapsed.', [
    'Look at the sale’s page for what became of it.',
  ]),
  not_refundable: page(
    'see_sale',
    'Nothing to give back',
    'Only a paid card payment can go back to its card.',
    ['Look at the sale’s page for how it was paid. Cash goes back as cash.'],
  ),
  refund_too_large: page(
    'see_sale',
    'More than was paid',
    'No more can go back to a card than it paid, less what has gone back already.',
    ['Give back what is left, and the rest another way.'],
  ),
  refund_on_reader: page(
    'see_sale',
    'Interac goes back on the reader',
    'Interac gives money back only to the customer’s card on a reader. This till cannot do that yet.',
    ['Pay the customer another way, and note the sale’s number with it.'],
  ),
  readers_remain: page(
    'no_matter',
    'Readers stand there',
    'Stripe deletes no location that still has readers.',
    ['Open Readers, and move each of them to another location or delete it. Then delete the location.'],
  ),
  location_in_use: page(
    'no_matter',
    'Registers sell there',
    'A register’s location decides its taxes and its readers, so it cannot be without one.',
    ['Open Registers, and give each of them another location. Then delete this one.'],
  ),
  location_taxed: page(
    'no_matter',
    'Tax rates hold there',
    'A tax class has a rate for that place alone. Without the place nobody could tell what the rate was for, and it would be charged nowhere.',
    [
      'Open Taxes, and in each class that is named take the rate for that place away, or give it another place.',
      'Then delete the location.',
    ],
  ),
  shops_own_location: page(
    'no_matter',
    'The shop’s own location stays',
    'Registers without a location of their own are at the shop’s, and so is every new one. Without it they would be nowhere.',
    [
      'Has the shop moved? Open the location and change its name and address.',
      'Only in another country: make a location there, and give it to every register.',
    ],
  ),
  bad_request: page(
    'no_matter',
    'The till did not understand that',
    'Something that was typed does not fit its field.',
    ['Look at the marked field and send it again.'],
  ),
  signed_out: page(
    'no_matter',
    'You are signed out',
    'Nobody used this screen for half a day, or somebody else signed in.',
    ['Sign in. The sale is kept.'],
  ),
  foreign_origin: page(
    'no_matter',
    'That came from another page',
    'The till takes wishes only from its own pages.',
    ['Open the register anew, from the address it is always opened from.'],
  ),
  not_allowed: page(
    'no_matter',
    'That needs a manager',
    'The list of who may do what is under People in the office. Some of it needs only a manager’s consent, given here and for this once.',
    [
      'Where the till asks for it, a manager types their PIN or holds their badge to the scanner.',
      'For everything else a manager signs in here.',
    ],
  ),
  not_found: page('no_matter', 'It is not there any more', 'The address is old, or what it names is gone.', [
    'Go back to the register.',
  ]),
  too_busy: page(
    'no_matter',
    'The till is busy',
    'Too many wishes came at once, from this browser or for this sale; or somebody else’s work, like an import of goods, was in the way for too long. Nothing was changed.',
    ['Wait a few seconds and try again.'],
  ),
  other_draft: page(
    'no_matter',
    'Another sale is open here',
    'A register has one open sale, and this one has another.',
    ['Go on with the one on the screen.'],
  ),
  no_reader: page('not_charged', 'This register has no card reader', 'No reader is bound to this register.', [
    'Take cash, or charge at a register with a reader.',
    'A manager binds a reader to this register.',
  ]),
  reader_busy: MOOD_HELP.reader_busy,
  wrong_pairing_code: page(
    'no_matter',
    'The pairing code is not right',
    'A reader shows three words under its settings. They are good once, and for a few minutes only. Nothing was changed.',
    [
      'On the reader swipe in from the left edge, press Settings, and type the admin passcode.',
      'Press Generate pairing code and type the three words with dashes between them.',
      'Is the reader offline, its network comes first: it can show a code only when it reaches Stripe.',
    ],
  ),
  reader_shows_other: page(
    'no_matter',
    'Something else is on the reader by now',
    'What you saw has ended meanwhile and something else has begun. Clearing it would have stopped that, so nothing was done.',
    ['Look at the reader again: its page shows what is on it now.'],
  ),
  same_place: page('no_matter', 'The reader stands there already', 'Nothing was changed.', [
    'Choose another place, or leave it where it is.',
  ]),
  other_reader: page(
    'no_matter',
    'The code of another reader',
    'Every reader has a serial number of its own, and the one that showed this code is not the one that was to be moved.',
    [
      'Generate the code on the reader that is to be moved, and type that one.',
      'Look at the other reader: Stripe had registered it for a moment under the wrong name. If it was in use here, register it once more with a new code.',
    ],
    'The registration was taken back. The reader that was to be moved stays where it was, with its registers.',
  ),
  reader_stuck: page(
    'no_matter',
    'Something is still on the reader',
    'The reader shows a payment or a cart for which no sale here waits: perhaps it is another program’s. Moving or deleting the reader would end it for whoever waits for it.',
    [
      'Open the reader under Readers and press *Clear it*. That button comes when Stripe has said twice that it is still there.',
      'Then move or delete the reader.',
    ],
  ),
  not_moved: page(
    'no_matter',
    'The move was given up',
    'Stripe did not register the reader at the new place, and its list shows that nothing was made there.',
    ['The reader works where it was.', 'Move it again, with a new pairing code where it needs one.'],
    'The old registration was left alone, and registers kept their reader.',
  ),
  stripe_unreachable: MOOD_HELP.unreachable,
  no_register: page(
    'no_matter',
    'This browser is no register yet',
    'It has not been told which register it is, or a manager has thrown it out.',
    [
      'A manager opens Registers in the office on another screen and presses *Show a code*.',
      'Type that code here within ten minutes.',
      'Is there no other screen? On the machine that runs the till, `npm run register:code` prints one.',
    ],
  ),
  wrong_pin: page('no_matter', 'Wrong PIN', 'The PIN is not this person’s.', [
    'Type it again.',
    'A manager can set a new one.',
  ]),
  too_many_tries: page(
    'no_matter',
    'Too many tries',
    'Wrong PINs make the till wait longer each time, for this person and this register.',
    ['Wait until it counts down, then type the PIN once more.'],
    'What you sold is kept.',
  ),
  already_set_up: page('no_matter', 'The shop is set up already', 'A till has one shop.', ['Sign in.']),
  not_set_up: page(
    'no_matter',
    'The shop is not set up yet',
    'A till begins with a shop, its owner and a PIN.',
    ['Open the till’s address and answer five questions.'],
  ),
  wrong_set_up_code: page(
    'no_matter',
    'Wrong set-up code',
    'Whoever sets up the till from another machine, or through a proxy, is asked for a code, so that nobody else does.',
    ['Type the code that the start command printed on the machine where the till runs.'],
  ),
  stripe_refused: page(
    'not_charged',
    'Stripe refused',
    'Stripe did not accept the request. Its own words are on the screen.',
    ['Read them, put right what they name, and try again.'],
  ),
  not_test_mode: page(
    'no_matter',
    'Test cards need test keys',
    'This till speaks to Stripe with a live key.',
    ['Use real cards here.'],
  ),
  wrong_register_code: page(
    'no_matter',
    'That code is not good',
    'A register’s code works once, for ten minutes, and a newer one takes its place.',
    ['Look again at the manager’s screen.', 'Ask for a new code.'],
  ),
  unknown_badge: page(
    'no_matter',
    'That badge is nobody’s',
    'It was replaced or taken back, or its owner has left.',
    ['Use your PIN.', 'A manager can print a new badge under People.'],
  ),
  pin_change_needed: page(
    'no_matter',
    'Choose a PIN of your own',
    'A manager has set the one you typed. It is good for choosing another.',
    ['Choose four to eight digits that are not all the same and not in a row.'],
  ),
  last_owner: page('no_matter', 'A shop has an owner', 'This is the last one.', [
    'Make somebody else an owner first.',
  ]),
  not_yourself: page('no_matter', 'Not your own', 'Nobody disables themselves or changes their own role.', [
    'Somebody else who may has to do it.',
  ]),
  own_register: page(
    'no_matter',
    'You are signed in at this register',
    'Whoever revokes the register they stand at would be out at once.',
    ['Sign in at another register, and revoke it from there.'],
  ),
  cannot_approve: page(
    'no_matter',
    'That person cannot allow it',
    'They may not do it themselves, or have left.',
    ['Choose somebody who may: the list of who may do what is under People.'],
  ),
  dealt_with: page('no_matter', 'Somebody was faster', 'It has been dealt with, or has changed meanwhile.', [
    'Look at the list: it shows who did what.',
  ]),
}
