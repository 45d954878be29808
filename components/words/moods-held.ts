import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { CHARGED } from './help.ts'
import type { Telling } from './mood-words.ts'

const ASKING = CHARGED.asking.words

/** The bank has promised the money, and it is nobody's until it has been taken. */
export const HELD = {
  held: ({ amount, heldUntil }) => ({
    glyph: 'waiting',
    tone: 'go',
    safety: 'The money is held, not taken.',
    sentence: `${amount} is promised`,
    sub: heldUntil === undefined ? 'Stripe has not told the deadline yet.' : `Take it before ${heldUntil}.`,
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
    strip: heldUntil === undefined ? 'Held, not taken yet' : `Held until ${heldUntil}`,
    pay: `${amount} is held`,
    sound: 'approved',
  }),
  taking: ({ amount }) => ({
    glyph: 'checking',
    tone: 'go',
    safety: ASKING,
    sentence: 'Approved; taking the money',
    sub: `The bank has promised ${amount}.`,
    step: 3,
    line: 'moving',
    caption: 'taking',
    counting: true,
    panel: { tone: 'go', icon: 'hand', strong: 'The card may go back to the customer.' },
    strip: 'Taking the money',
    pay: `Taking ${amount}`,
  }),
  releasing: ({ amount }) => ({
    glyph: 'checking',
    tone: 'go',
    safety: ASKING,
    sentence: 'Releasing the hold',
    sub: `The bank has promised ${amount}, and is being told to let it go.`,
    step: 3,
    line: 'moving',
    caption: 'releasing',
    counting: true,
    panel: {
      tone: 'go',
      icon: 'hand',
      strong: 'The card may go back to the customer.',
      text: 'It goes on by itself. Whatever Stripe says is what counts.',
    },
    strip: 'Releasing the hold',
    pay: `Releasing ${amount}`,
  }),
} satisfies Partial<Record<PaymentMood, Telling>>
