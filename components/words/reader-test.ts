import type { GlyphName } from '#components/ui/glyph.tsx'
import { callsOf, type ReaderTest, type TestCall, type TestStep } from '#lib/domain/reader-test.ts'
import { brandName } from './cards.ts'
import { declineWords } from './declines.ts'
import { problemWords } from './problems.ts'
import { TEST_RESULTS } from './reader-events.ts'

type Line = { readonly key: string; readonly glyph: GlyphName; readonly words: string; readonly ms?: number }

const WORDS: Readonly<
  Record<TestStep, { readonly doing: string; readonly done: string; readonly not: string }>
> = {
  create: {
    doing: 'Asking Stripe for a payment',
    done: 'Stripe has begun a payment',
    not: 'Stripe did not begin a payment',
  },
  process: {
    doing: 'Sending it to the reader',
    done: 'The reader is lit',
    not: 'The reader did not take it',
  },
  present: {
    doing: 'Holding a test card to it',
    done: 'A test card was held to it',
    not: 'The test card was not read',
  },
  refund: {
    doing: 'Giving the money back',
    done: 'The money is on its way back',
    not: 'Stripe did not make the refund',
  },
  cancel_action: {
    doing: 'Taking it off the reader',
    done: 'Taken off the reader',
    not: 'The reader could not be cleared yet',
  },
  cancel: {
    doing: 'Cancelling it at Stripe',
    done: 'Cancelled at Stripe',
    not: 'Stripe did not cancel it yet',
  },
}

/** Each step that was taken, in order, with what it took in milliseconds; and what is waited for. */
export function testLines(test: ReaderTest): readonly Line[] {
  const lines = test.calls.flatMap((call): readonly Line[] =>
    call.step === 'refund' && test.paidAt !== undefined && call.n === 1
      ? [approved(test), lineOf(call)]
      : [lineOf(call)],
  )
  return test.endedAt === undefined && isWaiting(test)
    ? [...lines, { key: 'waiting', glyph: 'waiting', words: waitingWords(test) }]
    : lines
}

function lineOf({ step, n, outcome, ms }: TestCall): Line {
  const { doing, done, not } = WORDS[step]
  const key = `${step}${n}`
  const took = ms === undefined ? {} : { ms }
  if (outcome === undefined) return { key, glyph: 'checking', words: doing }
  if (outcome === 'done') return { key, glyph: 'done', words: done, ...took }
  return { key, glyph: outcome === 'refused' ? 'refused' : 'unknown', words: not, ...took }
}

/** From the card to the money: the one step no call stands for. */
function approved({ paidAt = 0, litAt, cardWords, ...test }: ReaderTest): Line {
  const held = callsOf({ ...test }, 'present').at(-1)
  const began = held?.at ?? litAt
  const card = cardWords ? `, ${brandName(cardWords.brand)} ending ${cardWords.last4}` : ''
  return {
    key: 'approved',
    glyph: 'done',
    words: `Approved${card}`,
    ...(began === undefined ? {} : { ms: paidAt - began }),
  }
}

const isWaiting = ({ calls, litAt, paidAt, result }: ReaderTest): boolean =>
  litAt !== undefined &&
  paidAt === undefined &&
  result === undefined &&
  calls.every(call => call.outcome !== undefined)

const waitingWords = ({ mode, money }: ReaderTest): string =>
  money === 'authorising'
    ? 'The bank has the card'
    : mode === 'card'
      ? 'Tap a card on the reader'
      : 'Waiting for the bank'

/** The whole of it in a sentence, the money first. */
export function testVerdict(test: ReaderTest): {
  readonly glyph: GlyphName
  readonly strong: string
  readonly text: string
} {
  const { result, money, code, endedAt, wantsStop } = test
  if (endedAt === undefined)
    return {
      glyph: 'checking',
      strong: wantsStop ? 'Stopping.' : 'Under way.',
      text: 'Whatever is paid goes back by itself.',
    }
  if (result === undefined) return { glyph: 'unknown', strong: 'Ended.', text: '' }
  const { glyph, word } = TEST_RESULTS[result]
  if (money === 'owed') return { glyph: 'refused', strong: `${word}.`, text: 'It has not gone back.' }
  if (result === 'approved') return { glyph, strong: 'The reader works.', text: 'Approved, and given back.' }
  return { glyph, strong: 'Nothing was charged.', text: `${word}.${whyWords(result, code)}` }
}

function whyWords(result: NonNullable<ReaderTest['result']>, code: string | undefined): string {
  if (code === undefined) return ''
  if (result === 'declined') return ` ${declineWords({ code, declineCode: code, at: 0 }).reason}.`
  return result === 'not_taken' || result === 'not_created' ? ` ${problemWords(code)}` : ''
}
