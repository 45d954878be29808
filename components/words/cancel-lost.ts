import type { END_HELP } from './help-moods.ts'
import type { RefusalWords } from './refusals.ts'

/** Cancel was pressed, and the card was charged all the same. */
export const CANCEL_LOST: RefusalWords & { readonly help: keyof typeof END_HELP } = {
  strong: 'The card was charged; the sale is paid.',
  text: 'The bank was faster than Cancel.',
  help: 'cancel_lost',
}
