import type { GlyphName } from '#components/ui/glyph.tsx'
import type { TaplineState, TaplineStep } from '#components/ui/tapline.tsx'
import type { Sound } from '#lib/client/sounds.ts'
import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import type { PaymentButton, PaymentMood } from '#lib/domain/payment-view.ts'

/** What a sentence may mention. All of it as printed. */
export type MoodFacts = {
  readonly amount: string
  readonly reader: string
  readonly declined: string
  readonly say: string
  /** Whether the same card is worth a second try, where Stripe has said so. */
  readonly advice?: string
  /** What Stripe or the reader complained of, in words. */
  readonly problem: string
  /** When the bank said no: 14:32:08. */
  readonly at: string
  /** The card that was read and not charged yet: Visa debit. */
  readonly card: string
  /** Issued in Germany. */
  readonly issued?: string
  /** Until when money that is held can be taken. Missing where it is taken at once. */
  readonly heldUntil?: string
}

/** One state of a card payment on the till: the stage, the strip above Charge, the panel in Charge's place, and a sound. */
export type MoodWords = {
  readonly glyph: GlyphName
  readonly tone: 'go' | 'care' | 'stop' | 'plain'
  /** Whether the customer was charged: first in every bad state. */
  readonly safety?: string
  readonly sentence: string
  readonly sub?: string
  readonly step: TaplineStep
  readonly line: TaplineState
  /** Under the step's name. `counting` adds the seconds; with `withinMs` they run down from there. */
  readonly caption: string
  readonly counting: boolean
  readonly withinMs?: number
  readonly panel: {
    readonly tone: 'done' | 'go' | 'stop' | 'care' | 'plain'
    readonly icon?: 'safe' | 'hand'
    readonly strong?: string
    readonly over?: string
    readonly text?: string
  }
  readonly strip: string
  readonly pay: string
  readonly sound?: Sound
  /** Cancel is shown greyed, with this reason. */
  readonly cancelOff?: string
}

const SAFE = { tone: 'done', icon: 'safe', strong: 'Nothing is charged yet. Cancelling is safe.' } as const
const NOTHING = 'Nothing was charged.'

/** Sentences by mood; a new mood does not compile without its own. */
export const MOODS: Record<PaymentMood, (facts: MoodFacts) => MoodWords> = {
  preparing: facts => ({
    glyph: 'checking',
    tone: 'go',
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
    sentence: 'Ask the customer to tap',
    sub: `${facts.amount} is on ${facts.reader}. Tap, insert or swipe.`,
    step: 2,
    line: 'moving',
    caption: 'waiting',
    counting: true,
    panel: { ...SAFE, text: 'The customer can also press Cancel on the reader.' },
    strip: 'Waiting for the card',
    pay: `${facts.amount} on the reader`,
  }),
  collected: facts => ({
    glyph: 'waiting',
    tone: 'care',
    safety: 'Nothing is charged yet.',
    sentence: facts.card,
    sub: [facts.issued, `Charge it ${facts.amount}?`].filter(Boolean).join(' '),
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
    sentence: 'Card is being checked',
    sub: 'The card has been read. The bank is answering.',
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
    sentence: 'Do not charge again.',
    sub: 'The answer got lost. We are asking Stripe whether this card was charged.',
    step: 3,
    line: 'dotted',
    caption: 'asking Stripe',
    counting: true,
    panel: {
      tone: 'care',
      icon: 'safe',
      strong: 'The sale is safe. Whatever Stripe says is what counts.',
      text: 'This till keeps asking by itself, even after a restart. Most answers come within 30 seconds.',
    },
    strip: 'Asking Stripe',
    pay: 'Do not charge again',
    sound: 'care',
  }),
  doubtful: facts => ({
    glyph: 'unknown',
    tone: 'care',
    safety: 'No charge seen so far; take no other money yet.',
    sentence: 'The reader did not answer',
    step: 3,
    line: 'dotted',
    caption: 'not known',
    counting: false,
    panel: {
      tone: 'care',
      icon: 'safe',
      strong: 'Nobody pays twice.',
      text: `It may still show ${facts.amount}. Trying again uses the same payment, and cancelling asks Stripe first.`,
    },
    strip: 'The reader did not answer',
    pay: `Not known: ${facts.amount}`,
    sound: 'care',
  }),
  declined: facts => ({
    glyph: 'refused',
    tone: 'stop',
    safety: 'The customer has not been charged.',
    sentence: facts.declined,
    ...(facts.advice === undefined ? {} : { sub: facts.advice }),
    step: 3,
    line: 'cut',
    caption: `said no at ${facts.at}`,
    counting: false,
    panel: { tone: 'stop', over: 'You could say', text: `“${facts.say}”` },
    strip: 'Declined. The sale is still open',
    pay: `Not paid: ${facts.amount}`,
    sound: 'refused',
  }),
  customer_canceled: facts => ({
    glyph: 'cancelled',
    tone: 'plain',
    safety: NOTHING,
    sentence: 'The customer pressed Cancel',
    step: 1,
    line: 'moving',
    caption: 'back at the start',
    counting: false,
    panel: { tone: 'plain', over: 'You could say', text: '“Would you like to pay another way?”' },
    strip: 'Cancelled on the reader',
    pay: `Not paid: ${facts.amount}`,
    sound: 'refused',
  }),
  reader_lost: facts => ({
    glyph: 'offline',
    tone: 'plain',
    safety: NOTHING,
    sentence: 'The reader lost the payment',
    sub: 'It was restarted, or shows something else.',
    step: 1,
    line: 'cut',
    caption: 'lost here',
    counting: false,
    panel: { tone: 'plain', strong: 'Try again when the reader shows its start screen.' },
    strip: 'The reader lost the payment',
    pay: `Not paid: ${facts.amount}`,
    sound: 'care',
  }),
  reader_busy: facts => ({
    glyph: 'busy',
    tone: 'plain',
    safety: NOTHING,
    sentence: 'The reader is busy',
    sub: 'It is taking another payment.',
    step: 1,
    line: 'cut',
    caption: 'busy',
    counting: false,
    panel: { tone: 'plain', strong: 'Wait until it is free, then try again.' },
    strip: 'The reader is busy',
    pay: `Not paid: ${facts.amount}`,
    sound: 'care',
  }),
  reader_offline: facts => ({
    glyph: 'offline',
    tone: 'plain',
    safety: NOTHING,
    sentence: 'The reader is offline',
    sub: `Stripe cannot reach ${facts.reader}.`,
    step: 1,
    line: 'cut',
    caption: 'not reached',
    counting: false,
    panel: {
      tone: 'plain',
      strong: 'Look at the reader’s power and its network.',
      text: 'Cash goes on without it.',
    },
    strip: 'The reader is offline',
    pay: `Not paid: ${facts.amount}`,
    sound: 'care',
  }),
  reader_failed: facts => ({
    glyph: 'refused',
    tone: 'stop',
    safety: NOTHING,
    sentence: 'The reader could not take the payment',
    step: 1,
    line: 'cut',
    caption: 'refused here',
    counting: false,
    panel: { tone: 'stop', strong: facts.problem },
    strip: 'The reader could not take it',
    pay: `Not paid: ${facts.amount}`,
    sound: 'refused',
  }),
  unreachable: () => ({
    glyph: 'unknown',
    tone: 'care',
    safety: NOTHING,
    sentence: 'Stripe does not answer',
    sub: 'The payment has not reached the reader. We keep asking.',
    step: 1,
    line: 'dotted',
    caption: 'asking Stripe',
    counting: true,
    panel: { tone: 'care', icon: 'safe', strong: 'The sale is safe. Cancel to take cash instead.' },
    strip: 'Stripe does not answer',
    pay: 'Asking Stripe',
    sound: 'care',
  }),
  canceling: facts => ({
    glyph: 'checking',
    tone: 'go',
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
    sentence: 'Taking it off the reader',
    sub: 'The cart opens as soon as the reader is idle.',
    step: 1,
    line: 'moving',
    caption: 'taking off',
    counting: true,
    panel: { tone: 'go', icon: 'safe', strong: 'Nothing is charged yet.' },
    strip: 'Taking it off the reader',
    pay: `Stopping ${facts.amount}`,
  }),
  ready: facts => ({
    glyph: 'ready',
    tone: 'plain',
    safety: NOTHING,
    sentence: 'The cart is open again',
    step: 1,
    line: 'moving',
    caption: 'not sent',
    counting: false,
    panel: { tone: 'plain', strong: 'Change the sale, then charge it.' },
    strip: 'The cart is open, nothing was charged',
    pay: `Not paid: ${facts.amount}`,
  }),
  held: facts => (facts.heldUntil === undefined ? taking(facts) : keeping(facts, facts.heldUntil)),
  refused: facts => ({
    glyph: 'refused',
    tone: 'stop',
    safety: NOTHING,
    sentence: 'Stripe did not begin the payment',
    step: 1,
    line: 'cut',
    caption: 'refused here',
    counting: false,
    panel: { tone: 'stop', strong: facts.problem },
    strip: 'Stripe did not begin it',
    pay: `Not paid: ${facts.amount}`,
    sound: 'refused',
  }),
}

const taking = (facts: MoodFacts): MoodWords => ({
  glyph: 'checking',
  tone: 'go',
  sentence: 'Approved; taking the money',
  sub: `The bank has promised ${facts.amount}.`,
  step: 3,
  line: 'moving',
  caption: 'taking',
  counting: true,
  panel: { tone: 'go', icon: 'hand', strong: 'The card may go back to the customer.' },
  strip: 'Taking the money',
  pay: `Taking ${facts.amount}`,
})

/** Held on purpose: the bank has promised the money, and it is nobody's until somebody takes it. */
const keeping = (facts: MoodFacts, until: string): MoodWords => ({
  glyph: 'waiting',
  tone: 'go',
  safety: 'The money is held, not taken.',
  sentence: `${facts.amount} is promised`,
  sub: `Take it before ${until}.`,
  step: 3,
  line: 'moving',
  caption: 'held',
  counting: false,
  panel: {
    tone: 'go',
    icon: 'hand',
    strong: 'The card may go back.',
    text: 'The sale is paid when the money is taken.',
  },
  strip: `Held until ${until}`,
  pay: `${facts.amount} is held`,
  sound: 'approved',
})

/** Verbs with their object. `try_again` says what trying means in this mood. */
const BUTTONS: Record<Exclude<PaymentButton, 'try_again'>, string> = {
  pay_another_way: 'Pay another way',
  cancel: 'Cancel',
  check_status: 'Check status',
  change_sale: 'Change the sale',
  confirm: 'Charge this card',
  capture: 'Take the money',
  next_sale: 'Next sale',
}

const TRY: Partial<Record<PaymentMood, string>> = {
  declined: 'Try another card',
  customer_canceled: 'Charge again',
  ready: 'Charge again',
}

/** What Cancel means where money is held or a card was read. */
const GIVE_UP: Partial<Record<PaymentMood, string>> = {
  collected: 'Let the card go',
  held: 'Release the hold',
}

export const buttonWords = (button: PaymentButton, mood: PaymentMood): string =>
  button === 'try_again'
    ? (TRY[mood] ?? 'Try again')
    : button === 'cancel'
      ? (GIVE_UP[mood] ?? BUTTONS.cancel)
      : BUTTONS[button]
