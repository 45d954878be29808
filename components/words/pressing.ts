import { CHARGED } from './help.ts'
import type { MoodFacts, MoodWords } from './mood-words.ts'
import { MOODS } from './moods.ts'
import { nothingCharged } from './nothing-charged.ts'

/** A press that the till's own server has not answered. */
export type Pressing = 'on_its_way' | 'not_sent' | 'sent_and_lost'

/** This press has charged nothing; what an earlier one did may not be known. */
const notSent = (facts: MoodFacts): Partial<MoodWords> => ({
  safety: nothingCharged(facts),
  sentence: 'Waiting for the till’s server',
  sub: 'The charge goes out as soon as it answers.',
  strip: 'Waiting for the till’s server',
})

/** It may have arrived: the same press is sent again, and counts once. */
const LOST: Partial<MoodWords> = {
  glyph: 'unknown',
  tone: 'care',
  safety: CHARGED.not_seen.words,
  sentence: 'Do not charge again.',
  sub: 'The till’s server did not answer. The same charge is sent until it does, and counts once.',
  line: 'dotted',
  caption: 'asking the server',
  panel: { tone: 'care', icon: 'safe', strong: 'The sale is safe. Nobody pays twice.' },
  strip: 'Asking the till’s server',
  pay: 'Do not charge again',
}

/** The words while Charge is pressed and nothing has come back yet. */
export function pressingWords(pressing: Pressing, facts: MoodFacts): MoodWords {
  const words = MOODS.preparing(facts)
  if (pressing === 'not_sent') return { ...words, ...notSent(facts) }
  return pressing === 'sent_and_lost' ? { ...words, ...LOST } : words
}
