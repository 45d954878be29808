import type { Surprise } from '#lib/domain/sale-facts.ts'

/** A fact that fitted nowhere, and what a manager can do about it. */
export type SurpriseWords = {
  readonly title: string
  /** Where the customer's money is, in a few words that cannot be read as being about the sale on the screen. */
  readonly money: string
  /** What happened. */
  readonly text: string
  /** What to do now. */
  readonly todo: string
}

/** A new kind of surprise does not compile without its words. */
const WORDS: Record<Surprise['kind'], SurpriseWords> = {
  paid_after_cancel: {
    title: 'A cancelled payment was paid',
    money: 'A cancelled payment was charged.',
    text: 'The card was charged although the till believed the payment to be cancelled.',
    todo: 'Give the money back to the card, or hand over the goods.',
  },
  canceled_elsewhere: {
    title: 'Cancelled outside the till',
    money: 'A cancelled payment charged nobody.',
    text: 'Somebody cancelled this payment in Stripe’s Dashboard. The customer has not been charged.',
    todo: 'Charge again if the goods are gone.',
  },
  amount_differs: {
    title: 'Another amount arrived',
    money: 'A card was charged another amount than asked for.',
    text: 'The card was charged another amount than the till asked for.',
    todo: 'Settle the difference with the customer.',
  },
  orphan_paid: {
    title: 'Paid, and no sale has it',
    money: 'A card was charged, and no sale has the money.',
    text: 'A card payment that the till had given up took money all the same.',
    todo: 'Give this amount back in Stripe, and tell the customer if you know who it was.',
  },
  books_differ: {
    title: 'Our books and Stripe’s differ',
    money: 'Stripe and this till do not have the same money.',
    text: 'Stripe has another amount for this payment than the till, refunds counted. The difference is shown here; below zero, Stripe has less.',
    todo: 'Compare the payment’s diary with the payment in Stripe, and settle the difference.',
  },
  unknown_at_stripe: {
    title: 'Stripe does not know this payment',
    money: 'What money a payment of another key took is not known here.',
    text: 'It was begun with another key than the till has now: in practice, or at another account. What became of it cannot be read with this one.',
    todo: 'Cancel it, and begin a new sale for the customer. If it was not practice, look for it in the Dashboard it was made in, or give the till that key again.',
  },
  key_misused: {
    title: 'The till made a mistake',
    money: 'The sale’s own page says what was charged.',
    text: 'A repeated command to Stripe was not the same as the first. The payment was stopped, and what Stripe really did was read.',
    todo: 'Nothing is lost. Please tell whoever looks after this till, with the payment’s diary.',
  },
  too_much: {
    title: 'Too much arrived',
    money: 'A card was charged more than its sale costs.',
    text: 'More money arrived than the sale costs.',
    todo: 'Give what is too much back to the card.',
  },
  hold_expired: {
    title: 'A hold has lapsed',
    money: 'A lapsed hold charged nobody.',
    text: 'The bank let the money go before it was taken. The customer has not been charged.',
    todo: 'Ask the customer to pay again, or write it off.',
  },
  hold_expiring: {
    title: 'A hold is about to lapse',
    money: 'Money is held, not taken.',
    text: 'The bank has promised this money for a short while longer. It has not been taken.',
    todo: 'Finish the sale and take the money, or let it go.',
  },
  refund_failed: {
    title: 'A refund did not arrive',
    money: 'A customer has not got the money back.',
    text: 'The card’s bank sent the money back. The customer has not got it.',
    todo: 'Pay the customer another way.',
  },
  refunded_elsewhere: {
    title: 'Given back outside the till',
    money: 'A customer got the money back.',
    text: 'Somebody refunded this payment in Stripe’s Dashboard.',
    todo: 'Nothing, if that was meant.',
  },
  edited_too_late: {
    title: 'The cart changed too late',
    money: 'A card was charged the former, larger amount.',
    text: 'The former, larger amount was charged before the smaller cart could be sent.',
    todo: 'Give the difference back to the card.',
  },
}

/** The words for a kind of surprise; undefined for a word that is none. */
export function surpriseWords(kind: Surprise['kind']): SurpriseWords
export function surpriseWords(kind: string): SurpriseWords | undefined
export function surpriseWords(kind: string): SurpriseWords | undefined {
  const words: Readonly<Record<string, SurpriseWords>> = WORDS
  return Object.hasOwn(words, kind) ? words[kind] : undefined
}

/** Every kind there is. */
export const SURPRISE_KINDS: readonly string[] = Object.keys(WORDS)
