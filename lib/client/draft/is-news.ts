import { saleKey } from '#lib/contracts/keys.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'

/** What SWR holds under a sale's key. */
export type Known = { readonly data?: SaleAnswer | undefined; readonly isValidating?: boolean | undefined }

/**
 * Whether the answer to a write is to be kept as if it had been read. Not while the sale is being read: SWR throws away a reading that
 * something was put over meanwhile, and that reading may be newer than this answer, with nobody left to tell of it.
 */
export function isNews(answer: SaleAnswer, key: string, known: Known | undefined): boolean {
  if (saleKey(answer.sale.id) !== key || known?.isValidating === true) return false
  return known?.data === undefined || known.data.version < answer.version
}
