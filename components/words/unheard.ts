import type { RefusalWords } from './refusals.ts'

/** The till's own server did not answer a press on a payment. Whether it was heard is not known; pressed again it counts once. */
export const UNHEARD: RefusalWords = {
  strong: 'The till’s server did not answer.',
  text: 'The screen shows what it told last. Look, then press again.',
}
