import { randomUUID } from 'node:crypto'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { liveCard } from '#lib/domain/sale.ts'
import { testCards } from '#lib/test-cards/test-cards.ts'
import type { Counter } from './counter.ts'
import { until } from './until.ts'

const visa = testCards.find(card => card.name === 'visa')

/** A card payment driven through the routes, as a till at the same register would. */
export function cardDesk(counter: Counter) {
  const moodOf = async (saleId: SaleId) => (await counter.sale(saleId)).payment?.mood
  return {
    async charge({ sale }: SaleAnswer): Promise<void> {
      const tenderId = liveCard(sale)?.id ?? idOf('tender', randomUUID())
      const body = { press: randomUUID(), tenderId, shownMinor: sale.wantedTotal.minor }
      await counter.ask('POST', `/api/sales/${sale.id}/charge`, body)
    },
    readerAsks: (saleId: SaleId) =>
      until('the reader to ask for a card', async () => (await moodOf(saleId)) === 'waiting' || undefined),
    /** The customer's card is approved. Resolves when the bank has said so, which the till may not know yet. */
    tap: () => counter.tap(visa?.number ?? ''),
    paid: (saleId: SaleId) =>
      until('the sale to be paid', async () =>
        (await counter.sale(saleId)).sale.status === 'paid' ? true : undefined,
      ),
  }
}

export type CardDesk = ReturnType<typeof cardDesk>
