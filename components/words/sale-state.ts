import type { GlyphName } from '#components/ui/glyph.tsx'
import type { Money } from '#lib/domain/money.ts'
import type { SaleState } from '#lib/domain/sales-list.ts'

export type SaleStateWords = { readonly glyph: GlyphName; readonly words: string; readonly tone: string }

/** What became of a sale, in a word or two, with the sign and the colours beside it. */
export const SALE_STATES: Readonly<Record<SaleState, SaleStateWords>> = {
  paid: { glyph: 'done', words: 'Paid', tone: 'bg-done-soft text-done-ink' },
  open: { glyph: 'waiting', words: 'Open', tone: 'bg-go-soft text-go-ink' },
  voided: { glyph: 'cancelled', words: 'Voided', tone: 'bg-control text-ink-2' },
  held: { glyph: 'waiting', words: 'Money held', tone: 'bg-go-soft text-go-ink' },
}

/** The same of one sale: one that was paid and whose money went back is not called paid. */
export function saleStateWords(state: SaleState, total: Money, returned: Money): SaleStateWords {
  if (state !== 'paid' || returned.minor <= 0) return SALE_STATES[state]
  const isAll = returned.minor >= total.minor
  return {
    glyph: isAll ? 'cancelled' : 'done',
    words: isAll ? 'Refunded' : 'Part refunded',
    tone: SALE_STATES[isAll ? 'voided' : 'paid'].tone,
  }
}
