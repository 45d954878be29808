import type { GlyphName } from '#components/ui/glyph.tsx'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { MoodFacts } from './mood-words.ts'
import { MOODS } from './moods.ts'

/** A payment's mood in one line of a list, as the strip at the till says it. Amber ground where somebody should look. */
export function moodLine(
  mood: PaymentMood,
  facts: Pick<MoodFacts, 'doubtful' | 'heldUntil'>,
): {
  readonly glyph: GlyphName
  readonly words: string
  readonly needsSomebody: boolean
} {
  const { glyph, tone, strip } = MOODS[mood]({ ...BLANK, ...facts })
  return { glyph, words: strip, needsSomebody: tone === 'care' }
}

/** What is said first of the customer's money in a mood, where a charge may have happened that nobody saw. */
export function moodSafety(mood: PaymentMood): { readonly glyph: GlyphName; readonly words: string } {
  const { glyph, safety } = MOODS[mood]({ ...BLANK, doubtful: true })
  return { glyph, words: safety }
}

const BLANK: Omit<MoodFacts, 'doubtful'> = {
  amount: 'The amount',
  reader: 'the reader',
  declined: '',
  say: '',
  problem: '',
  at: '',
  card: '',
}
