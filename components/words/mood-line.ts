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
  const blank = {
    ...facts,
    amount: 'The amount',
    reader: 'the reader',
    declined: '',
    say: '',
    problem: '',
    at: '',
    card: '',
  }
  const { glyph, tone, strip } = MOODS[mood](blank)
  return { glyph, words: strip, needsSomebody: tone === 'care' }
}
