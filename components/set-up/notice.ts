import type { Refusal } from '#lib/contracts/refusal.ts'
import type { AnswerField, Problems } from './answers.ts'

/** What the form says above its button. */
export type Notice = { readonly tone: 'stop' | 'care'; readonly strong: string; readonly words: string }

/** What a refusal means for the form: sentences under fields, a notice, a shop that is kept and waits, or one that is there. */
export type Meaning = {
  readonly problems?: Problems
  readonly notice?: Notice
  /** The shop is written down as typed: it can only be gone on with. */
  readonly kept?: true
  readonly leave?: true
}

export function meaningOf(refusal: Refusal): Meaning {
  switch (refusal.kind) {
    case 'bad_request':
      return {
        problems: fieldsOf(refusal.problems),
        ...(isForForm(refusal.problems) ? {} : { notice: MISREAD }),
      }
    case 'wrong_set_up_code':
      return { problems: { code: 'That is not the code printed where the till was started' } }
    case 'too_many_tries':
      return { problems: { code: `Too many tries. Wait ${Math.ceil(refusal.waitMs / 1000)} s` } }
    case 'stripe_refused':
      return {
        notice: { tone: 'stop', strong: 'Nothing was opened.', words: `Stripe says: ${refusal.message}` },
      }
    case 'stripe_unreachable':
      return { kept: true, notice: UNREACHABLE }
    case 'already_set_up':
      return { leave: true }
    default:
      return { notice: MISREAD }
  }
}

export const AWAY: Notice = {
  tone: 'care',
  strong: 'What you typed is still here.',
  words: 'The till does not answer. Press again in a moment.',
}

const UNREACHABLE: Notice = {
  tone: 'care',
  strong: 'Your shop is written down.',
  words: 'Stripe does not answer yet. Press again to go on from here.',
}

const MISREAD: Notice = {
  tone: 'stop',
  strong: 'Nothing was opened.',
  words: 'The till could not read this form. Load the page again.',
}

const FIELDS: ReadonlySet<string> = new Set<AnswerField>([
  'shopName',
  'country',
  'place',
  'region',
  'ownerName',
  'pin',
  'samples',
  'code',
])

type Problem = { readonly field: string; readonly problem: string }

const isForForm = (problems: readonly Problem[]): boolean => problems.every(({ field }) => FIELDS.has(field))

const fieldsOf = (problems: readonly Problem[]): Problems =>
  Object.fromEntries(problems.filter(({ field }) => FIELDS.has(field)).map(one => [one.field, one.problem]))
