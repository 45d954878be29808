import { STRIPE_HELP } from './help-codes.ts'
import { END_HELP, MOOD_HELP } from './help-moods.ts'
import { REFUSAL_HELP } from './help-refusals.ts'
import { surpriseWords } from './surprises.ts'

/** Where the customer's money is: the first sentence of the page. */
export type Charged = 'not_charged' | 'asking' | 'not_seen' | 'charged' | 'no_matter' | 'see_sale'

/** The page behind *Why?*: cause, what to do, what the till already did, and whether the customer was charged. */
export type HelpWords = {
  readonly title: string
  readonly cause: string
  readonly todo: readonly string[]
  readonly did: string
  readonly charged: Charged
}

export const CHARGED: Record<Charged, { readonly words: string; readonly tone: 'done' | 'care' | 'plain' }> =
  {
    not_charged: { words: 'The customer has not been charged.', tone: 'done' },
    asking: { words: 'We are asking Stripe; do not charge again.', tone: 'care' },
    not_seen: { words: 'No charge seen so far; take no other money yet.', tone: 'care' },
    charged: { words: 'The card was charged; the sale is paid.', tone: 'done' },
    see_sale: { words: 'The sale’s own page says what was charged.', tone: 'care' },
    no_matter: { words: 'This has nothing to do with the customer’s money.', tone: 'plain' },
  }

/**
 * The page for a code, or undefined when there is none. Each part is complete by type: a code without words does not compile. Where two
 * parts know a code, Stripe's own wins.
 */
export function helpFor(code: string): HelpWords | undefined {
  return (
    own(STRIPE_HELP, code) ??
    own(MOOD_HELP, code) ??
    own(END_HELP, code) ??
    own(REFUSAL_HELP, code) ??
    surpriseHelp(code)
  )
}

const own = (pages: Readonly<Record<string, HelpWords>>, code: string): HelpWords | undefined =>
  Object.hasOwn(pages, code) ? pages[code] : undefined

function surpriseHelp(code: string): HelpWords | undefined {
  const words = surpriseWords(code)
  return (
    words && {
      title: words.title,
      cause: words.text,
      todo: [words.todo, 'Open Surprises and write down what was done.'],
      did: 'The till kept it in the list of surprises, with its amount and its sale, until a manager has dealt with it.',
      charged: 'see_sale',
    }
  )
}
