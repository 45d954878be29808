import type { GlyphName } from '#components/ui/glyph.tsx'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { MOODS } from './moods.ts'

/** A payment's mood in one line of a list, as the strip at the till says it. Amber ground where somebody should look. */
export function moodLine(
  mood: PaymentMood,
  heldUntil?: string,
): {
  readonly glyph: GlyphName
  readonly words: string
  readonly needsSomebody: boolean
} {
  const blank = {
    amount: 'The amount',
    reader: 'the reader',
    declined: '',
    say: '',
    problem: '',
    at: '',
    card: '',
    ...(heldUntil === undefined ? {} : { heldUntil }),
  }
  const { glyph, tone, strip } = MOODS[mood](blank)
  return { glyph, words: strip, needsSomebody: tone === 'care' }
}
