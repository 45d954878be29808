import type { END_HELP } from './help-moods.ts'
import type { RefusalWords } from './refusals.ts'

/** The payment was being cancelled or taken off the reader, and the card was charged all the same. */
export const CANCEL_LOST: RefusalWords & { readonly help: keyof typeof END_HELP } = {
  strong: 'The card was charged; the sale is paid.',
  text: 'It was being stopped, and the bank was faster.',
  help: 'cancel_lost',
}
