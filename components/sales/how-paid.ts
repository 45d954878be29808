import { brandName } from '#components/words/cards.ts'
import type { Format } from '#lib/client/format.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Tender } from '#lib/domain/tender.ts'

/** Visa ending 4242 · Cash $20.00, $3.40 back. Only money that arrived is named. */
export function howPaid(sale: Sale, format: Format): string {
  const paid = sale.tenders.filter(tender => tender.state === 'paid').map(tender => wordsFor(tender, format))
  return paid.length > 0 ? paid.join(' · ') : 'nothing paid'
}

function wordsFor(tender: Tender, format: Format): string {
  if (tender.kind === 'card')
    return tender.card ? `${brandName(tender.card.brand)} ending ${tender.card.last4}` : 'Card'
  const back = tender.change.minor > 0 ? `, ${format.money(tender.change)} back` : ''
  return `Cash ${format.money(tender.handed)}${back}`
}
