import { CANCEL_LOST } from '#components/words/cancel-lost.ts'
import { declineWords } from '#components/words/declines.ts'
import { CHARGED, type Charged } from '#components/words/help.ts'
import type { MoodFacts } from '#components/words/mood-words.ts'
import { MOODS } from '#components/words/moods.ts'
import { buttonWords } from '#components/words/payment-buttons.ts'
import { problemWords } from '#components/words/problems.ts'
import { refusalWords } from '#components/words/refusals.ts'
import { surpriseWords } from '#components/words/surprises.ts'
import { whyCode } from '#components/words/why.ts'
import { buttonsOf } from '#lib/domain/payment-view.ts'
import type { Path, Shown } from './paths.ts'

/** Stands in the words for what differs from day to day: an amount, a reader, a time. */
export const ANY = '¤'

/**
 * How the till begins a sentence about the customer's money: in the words of the page, or in shorter ones that mean the same. A surprise
 * begins with its own.
 */
export const MONEY_FIRST: Readonly<Record<Charged, readonly string[]>> = {
  not_charged: [
    CHARGED.not_charged.words,
    'Nothing was charged.',
    `Nothing was charged, ${ANY}`,
    'Nothing is charged yet.',
    'A cancelled payment charged nobody.',
    'A lapsed hold charged nobody.',
  ],
  asking: [CHARGED.asking.words],
  not_seen: [CHARGED.not_seen.words, 'No charge seen yet.'],
  charged: [CHARGED.charged.words],
  see_sale: [
    'The money is held, not taken.',
    'A card was charged another amount than asked for.',
    'A customer got the money back.',
  ],
  no_matter: [],
}

/** What the till says at a path's telling moment, in its own words. */
export type Telling = {
  /** The money first. */
  readonly sentence: readonly string[]
  /** What else must be there: advice, a line to say aloud, Stripe's complaint in words. */
  readonly more: readonly string[]
  readonly buttons: readonly string[]
  /** The code whose page explains it. */
  readonly help: string | undefined
  /** It may be this one instead. */
  readonly orHelp?: string
}

export function tellingOf({ shown }: Path): Telling {
  switch (shown.at) {
    case 'stage':
      return onStage(shown)
    case 'notice': {
      const { strong, text } = refusalWords(
        shown.refusal,
        () => ANY,
        () => ANY,
      )
      return { sentence: [strong, text], more: [], buttons: noticeButtons(shown), help: shown.refusal.kind }
    }
    case 'manager': {
      const { money, title } = surpriseWords(shown.surprise)
      return {
        sentence: [money, 'Something needs a manager.', title],
        more: [],
        buttons: ['Why?', 'Show', 'After this sale'],
        help: shown.surprise,
      }
    }
    case 'paid':
      return {
        sentence: [CHARGED.charged.words, 'Approved'],
        more: shown.despiteCancel ? [CANCEL_LOST.strong] : [],
        buttons: ['Print', 'On screen', 'No receipt, next sale'],
        help: shown.despiteCancel ? CANCEL_LOST.help : undefined,
      }
    case 'goods':
      return {
        sentence: [`Nothing was charged, ${ANY}`],
        more: [],
        buttons: ['Cash'],
        help: shown.why,
        ...(shown.or ? { orHelp: shown.or } : {}),
      }
  }
}

/** A reader that a payment has: there may be another one, and somebody can look at that payment. */
function noticeButtons({ refusal, other }: Extract<Shown, { at: 'notice' }>): readonly string[] {
  const isPayment = refusal.kind === 'reader_busy' && refusal.holder === undefined
  return [...(other ? [`Use ${ANY}`] : []), ...(isPayment ? ['Show it'] : []), 'Why?', 'Close']
}

function onStage(shown: Extract<Shown, { at: 'stage' }>): Telling {
  const { mood, decline, problem, doubtful } = shown
  const words = MOODS[mood](factsOf(shown))
  const { over, text, strong } = words.panel
  return {
    sentence: [words.safety, words.sentence],
    more: [words.sub, over === undefined ? undefined : text, strong].filter(one => one !== undefined),
    buttons: [
      ...buttonsOf(mood, doubtful === true).map(button => buttonWords(button, mood)),
      ...(mood === 'refused' ? ['Back to the sale'] : []),
      ...(shown.other ? [`Use ${ANY}`] : []),
      ...(words.cancelOff ? ['Cancel'] : []),
    ],
    help: whyCode({
      mood,
      ...(decline ? { decline } : {}),
      ...(problem ? { problem } : {}),
      ...(doubtful ? { doubtful } : {}),
    }),
  }
}

function factsOf({ mood, decline, problem, stopping, doubtful }: Extract<Shown, { at: 'stage' }>): MoodFacts {
  const { reason, say, advice } = declineWords(decline)
  return {
    doubtful: doubtful === true,
    amount: ANY,
    reader: ANY,
    declined: reason,
    say,
    ...(advice === undefined ? {} : { advice }),
    problem: problemWords(problem),
    at: ANY,
    card: ANY,
    ...(stopping ? { stopping } : {}),
    ...(mood === 'held' ? { heldUntil: ANY } : {}),
  }
}

/** The words as a pattern: what differs from day to day may be anything. */
export const patternOf = (words: string): RegExp =>
  new RegExp(
    words
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(ANY, '.+')
      .replaceAll('1042', '\\d+'),
  )
