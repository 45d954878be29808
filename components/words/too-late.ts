import type { TillEvent } from '#lib/client/draft/till-state.ts'
import type { RefusalWords } from './refusals.ts'

/** So many goods are named; of more the number says enough. */
const MOST_NAMED = 3

/** Goods that were taken off here and are on the sale all the same. */
export function tooLateWords({
  goods,
  isPaid,
}: Pick<Extract<TillEvent, { type: 'too_late' }>, 'goods' | 'isPaid'>): RefusalWords {
  const named = goods.slice(0, MOST_NAMED).map(({ name, quantity }) => `${name} ×${quantity}`)
  const more = goods.length - named.length
  const what = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const are = goods.length === 1 ? 'is' : 'are'
  return isPaid
    ? {
        strong: `Too late: ${what} ${are} on the paid sale.`,
        text: 'The payment was faster. Show the sale to give the money back.',
      }
    : {
        strong: `Too late: ${what} ${are} still on this sale.`,
        text: 'Its payment had begun. Cancel the payment, then take off again.',
      }
}
