import type { GlyphName } from '#components/ui/glyph.tsx'
import type { ReaderEventAnswer } from '#lib/contracts/readers.ts'
import type { TestResult } from '#lib/domain/reader-test.ts'
import { brandName } from './cards.ts'
import { declineWords } from './declines.ts'
import { problemWords } from './problems.ts'

type Words = { readonly glyph: GlyphName; readonly title: string; readonly text: string }

export const TEST_RESULTS: Readonly<
  Record<TestResult, { readonly glyph: GlyphName; readonly word: string }>
> = {
  approved: { glyph: 'done', word: 'Approved' },
  declined: { glyph: 'refused', word: 'Declined by the bank' },
  customer_canceled: { glyph: 'cancelled', word: 'Cancelled on the reader' },
  not_taken: { glyph: 'refused', word: 'The reader did not take it' },
  nobody_tapped: { glyph: 'cancelled', word: 'Nobody tapped a card' },
  stopped: { glyph: 'cancelled', word: 'Stopped' },
  not_created: { glyph: 'refused', word: 'Stripe did not begin it' },
  lost: { glyph: 'unknown', word: 'The reader lost it' },
}

const isResult = (word: string): word is TestResult => Object.hasOwn(TEST_RESULTS, word)

const DONE: Readonly<Record<string, string>> = {
  register_reader: 'Registered',
  begin_rename_reader: 'Renaming begun',
  rename_reader: 'Renamed',
  begin_move_reader: 'Move begun',
  begin_delete_reader: 'Deletion begun',
  begin_clear_reader: 'Clearing begun',
  go_on_moving_reader: 'Move gone on with',
  move_reader: 'Moved here',
  move_reader_refused: 'Move refused, stayed here',
  delete_reader: 'Deleted',
  clear_reader: 'Cleared',
}

/** A line of what a reader has been through. `sum` writes the amount. */
export function eventWords(event: ReaderEventAnswer, sum: (minor: number) => string): Words {
  const { kind, what, saleNumber, amountMinor, brand, last4, staffName, owed } = event
  const amount = amountMinor === undefined ? '' : sum(amountMinor)
  const sale = [saleNumber === undefined ? '' : `Sale ${saleNumber}`, amount].filter(Boolean).join(', ')
  switch (kind) {
    case 'approved':
      return {
        glyph: 'done',
        title: 'Approved',
        text: brand === undefined ? sale : `${sale}, ${brandName(brand)} ${last4 ?? ''}`.trim(),
      }
    case 'declined':
      return { glyph: 'refused', title: reason(what), text: sale }
    case 'customer_canceled':
      return { glyph: 'cancelled', title: 'The customer pressed Cancel', text: sale }
    case 'error':
      return { glyph: 'unknown', title: 'Did not work', text: `${sale}. ${problemWords(what)}` }
    case 'ended':
      return { glyph: 'cancelled', title: 'Taken off', text: sale }
    case 'under_way':
      return { glyph: 'busy', title: 'On the reader', text: sale }
    case 'test': {
      const result = what !== undefined && isResult(what) ? TEST_RESULTS[what] : undefined
      return {
        glyph: owed ? 'refused' : (result?.glyph ?? 'unknown'),
        title: 'Test payment',
        text: [result?.word, amount, staffName, owed ? 'it did not go back' : ''].filter(Boolean).join(', '),
      }
    }
    case 'office':
      return { glyph: 'ready', title: DONE[what ?? ''] ?? 'Changed', text: staffName ?? '' }
  }
}

/** The bank's no in words that reveal nothing of a lost or stolen card. */
const reason = (code: string | undefined): string =>
  declineWords(code === undefined ? undefined : { code, declineCode: code, at: 0 }).reason
