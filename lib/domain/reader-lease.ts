import type { TenderId } from './ids.ts'

/**
 * Whose a reader is. A state, not a timer: time decides when to look, never who owns. `doubtful` after an answered
 * `terminal_reader_timeout`: the device may show the amount later, so the reader stays until the intent has ended.
 */
export type ReaderLease = {
  readonly readerId: string
  readonly holder:
    | { readonly kind: 'tender'; readonly tenderId: TenderId }
    | { readonly kind: 'cart' | 'inputs' | 'clearing' | 'test' | 'office' }
  readonly since: number
  readonly doubtful: boolean
}
