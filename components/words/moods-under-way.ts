import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { CHARGED } from './help.ts'
import type { Telling } from './mood-words.ts'
import { noChargeSeen } from './nothing-charged.ts'

const ASKING = CHARGED.asking.words
const SAFE = { tone: 'done', icon: 'safe', strong: 'Cancelling is safe.' } as const
/** Stripe has said that the amount is on the reader: whether its screen shows it, only whoever stands before it can see. */
const LOOK_AT_IT_MS = 15_000
/** After so long on the reader the cashier is told that it is still waiting. */
const STILL_WAITING_MS = 90_000

/** Somebody or something is at work on the payment. */
export const UNDER_WAY = {
  preparing: facts => ({
    glyph: 'checking',
    tone: 'go',
    safety: noChargeSeen(facts),
    sentence: 'Preparing the payment',
    sub: `${facts.amount} is on its way to ${facts.reader}.`,
    step: 1,
    line: 'moving',
    caption: 'preparing',
    counting: true,
    panel: SAFE,
    strip: 'Preparing the payment',
    pay: `Sending ${facts.amount}`,
  }),
  sending: facts => ({
    glyph: 'checking',
    tone: 'go',
    safety: noChargeSeen(facts),
    sentence: 'Sending to the reader',
    sub: `${facts.amount} is on its way to ${facts.reader}.`,
    step: 1,
    line: 'moving',
    caption: 'sending',
    counting: true,
    panel: SAFE,
    strip: 'Sending to the reader',
    pay: `Sending ${facts.amount}`,
  }),
  waiting: facts => ({
    glyph: 'waiting',
    tone: 'go',
    safety: noChargeSeen(facts),
    sentence: 'Ask the customer to tap',
    sub: `${facts.amount} is on ${facts.reader}. Tap, insert or swipe.`,
    later: [
      {
        afterMs: LOOK_AT_IT_MS,
        sub: `${facts.amount} is on ${facts.reader}. Does its screen not show it? Cancel, and charge again.`,
      },
      {
        afterMs: STILL_WAITING_MS,
        sub: `Still waiting: ${facts.amount} is on ${facts.reader}. Ask the customer again, or cancel.`,
      },
    ],
    step: 2,
    line: 'moving',
    caption: 'waiting',
    counting: true,
    panel: {
      ...SAFE,
      text: 'If the card is faster, the sale is paid. The customer can cancel on the reader too.',
    },
    strip: 'Waiting for the card',
    pay: `${facts.amount} on the reader`,
  }),
  collected: facts => ({
    glyph: 'waiting',
    tone: 'care',
    safety: 'Nothing is charged yet.',
    sentence: facts.card,
    sub: [facts.issued, `Charge it ${facts.amount}?`].filter(Boolean).join(' '),
    later: [
      {
        afterMs: CONFIRM_WITHIN_MS,
        sub: 'It is too late for this card: it is being let go.',
        panel: { tone: 'care', strong: 'Charge again when the screen shows the goods.' },
        off: 'confirm',
      },
    ],
    step: 2,
    line: 'moving',
    caption: 'let go in',
    counting: true,
    withinMs: CONFIRM_WITHIN_MS,
    panel: {
      tone: 'care',
      strong: 'Charge this card, or let it go.',
      text: 'Without a yes it is let go in time. That costs nobody anything.',
    },
    strip: 'The card waits for a yes',
    pay: `Confirm ${facts.amount}`,
    sound: 'care',
  }),
  checking: facts => ({
    glyph: 'checking',
    tone: 'go',
    safety: ASKING,
    sentence: 'Card is being checked',
    sub: facts.stopping
      ? 'Cancel waits: if the bank says no nothing is charged, if it says yes the sale is paid.'
      : 'The card has been read. The bank is answering.',
    step: 3,
    line: 'moving',
    caption: 'asking',
    counting: true,
    panel: {
      tone: 'go',
      icon: 'hand',
      strong: 'Leave the card to the reader for a few seconds.',
      text: 'If the answer gets lost we ask Stripe. Nobody pays twice.',
    },
    strip: 'The bank is answering',
    pay: `Checking ${facts.amount}`,
    cancelOff: 'Not now: the bank already has the card',
  }),
  asking: () => ({
    glyph: 'unknown',
    tone: 'care',
    safety: ASKING,
    sentence: 'The answer got lost',
    sub: 'Stripe knows whether this card was charged, and nobody else does.',
    step: 3,
    line: 'dotted',
    caption: 'asking Stripe',
    counting: true,
    panel: {
      tone: 'care',
      icon: 'safe',
      strong: 'The sale is safe. Whatever Stripe says is what counts.',
      text: 'The till keeps asking by itself. For the next customer this payment is cancelled, unless the card was charged.',
    },
    strip: 'Asking Stripe',
    pay: 'Do not charge again',
    sound: 'care',
  }),
  canceling: facts => ({
    glyph: 'checking',
    tone: 'go',
    safety: ASKING,
    sentence: 'Cancelling',
    sub: 'Making sure that the card is not charged.',
    step: 1,
    line: 'moving',
    caption: 'cancelling',
    counting: true,
    panel: { tone: 'go', icon: 'safe', strong: 'Whatever Stripe says is what counts.' },
    strip: 'Cancelling',
    pay: `Cancelling ${facts.amount}`,
  }),
  taking_off: facts => ({
    glyph: 'checking',
    tone: 'go',
    safety: noChargeSeen(facts),
    sentence: 'Taking it off the reader',
    sub: 'The cart opens as soon as the reader is idle.',
    step: 1,
    line: 'moving',
    caption: 'taking off',
    counting: true,
    panel: { tone: 'go', icon: 'safe', strong: 'Cancelling is safe.' },
    strip: 'Taking it off the reader',
    pay: `Stopping ${facts.amount}`,
  }),
  not_let_go: facts => ({
    glyph: 'unknown',
    tone: 'care',
    safety: ASKING,
    sentence: 'The reader does not let go',
    sub: 'A card may be at its bank, or the reader is busy with itself.',
    step: 2,
    line: 'dotted',
    caption: 'asking the reader',
    counting: true,
    panel: {
      tone: 'care',
      icon: 'safe',
      strong: 'Look at the reader, and take out a card that was left in it.',
      text: 'The till asks it again and again. For the next customer this payment is cancelled, unless the card was charged.',
    },
    strip: 'The reader does not let go',
    pay: `Stopping ${facts.amount}`,
    sound: 'care',
  }),
} satisfies Partial<Record<PaymentMood, Telling>>
