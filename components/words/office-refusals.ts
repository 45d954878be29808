import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Money } from '#lib/domain/money.ts'
import { knownProblem } from './problems.ts'
import { heldWords } from './reader-held.ts'
import { type RefusalWords, refusalWords } from './refusals.ts'

type Words<Kind extends Refusal['kind']> = (
  refusal: Extract<Refusal, { kind: Kind }>,
  mayBe: string,
) => RefusalWords

/** Behind the counter nobody waits to pay, and no sale is on the screen. */
const WORDS: { readonly [Kind in Refusal['kind']]?: Words<Kind> } = {
  stripe_unreachable: ({ mayBeDone }, mayBe) =>
    mayBeDone === undefined
      ? { strong: 'Nothing was changed.', text: 'Stripe does not answer. Try again in a moment.' }
      : {
          strong: 'Stripe has not said whether it was done.',
          text: `It may have been ${mayBe} all the same. Look what is there, then try again.`,
        },
  stripe_refused: ({ code, message }) => ({ strong: 'Stripe refused.', text: knownProblem(code) ?? message }),
  reader_busy: refusal => ({
    strong: 'Nothing was changed.',
    text: `${heldWords(refusal, undefined)} Try again when it is free.`,
  }),
  not_found: () => ({
    strong: 'That is not there any more.',
    text: 'It has been taken away, or was over before this press. Nothing was changed.',
  }),
  signed_out: () => ({ strong: 'You are signed out.', text: 'Nothing was changed. Sign in to go on.' }),
}

/** The words for a refusal in the office, where they differ from the counter's. `mayBe`: what may have been done when nobody has said. */
export function officeWords(
  refusal: Refusal,
  money: (amount: Money) => string,
  mayBe = 'done',
): RefusalWords {
  // True because the table has, for every kind, the words of exactly that kind.
  const words = WORDS[refusal.kind] as Words<Refusal['kind']> | undefined
  return words ? words(refusal as never, mayBe) : refusalWords(refusal, money)
}

/** Our own server was silent. */
export const lostWords = (mayBe: string): RefusalWords => ({
  strong: 'The till’s server did not answer.',
  text: `It may have been ${mayBe} all the same. What you typed is still here: look, then try again.`,
})
