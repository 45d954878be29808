import { brandName } from '#components/words/cards.ts'
import type { Format } from '#lib/client/format.ts'
import type { Money } from '#lib/domain/money.ts'
import type { PaidWith } from '#lib/domain/sales-list.ts'
import type { Tender } from '#lib/domain/tender.ts'

/** Visa ending 4242 · Cash $20.00, $3.40 back. */
export function howPaid(paid: readonly PaidWith[], format: Format): string {
  return paid.length > 0 ? paid.map(one => wordsFor(one, format)).join(' · ') : 'nothing paid'
}

/** What went back of it, to stand behind how it was paid; nothing where nothing did. */
export const givenBack = (returned: Money, format: Format): string =>
  returned.minor > 0 ? `, ${format.money(returned)} given back` : ''

/** Only money that arrived is named. */
export const arrived = (tenders: readonly Tender[]): readonly PaidWith[] =>
  tenders.filter(tender => tender.state === 'paid')

function wordsFor(paid: PaidWith, format: Format): string {
  if (paid.kind === 'card')
    return paid.card ? `${brandName(paid.card.brand)} ending ${paid.card.last4}` : 'Card'
  const back = paid.change.minor > 0 ? `, ${format.money(paid.change)} back` : ''
  return `Cash ${format.money(paid.handed)}${back}`
}
