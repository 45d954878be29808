import dynamic from 'next/dynamic'
import { useState } from 'react'
import { formatFor } from '#lib/client/format.ts'
import { type Currency, isCurrency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import type { Tipping } from '#lib/domain/reader-settings.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { TipPreview } from './tip-preview.tsx'
import { usePartWish } from './use-part-wish.ts'

const TippingSheet = dynamic(async () => (await import('./tipping-sheet.tsx')).TippingSheet)

type Props = PartProps & { country: string; currency: Currency; asksForTips: boolean }

/** Tips on the reader: three buttons for each currency, tried out on the drawn one. */
export function TippingPart(props: Props) {
  const { locationId, own, inherited, isAccount, placeName, off, country, currency, asksForTips } = props
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.tipping, { onDone: () => setEdits(false) })
  const tipping = own.tipping ?? inherited.tipping
  return (
    <PartCard
      title="Tips"
      line={
        asksForTips
          ? 'Asked on the reader before the card. Cards that are read in two steps, and sales with nothing to tip on, are never asked.'
          : 'Stripe’s readers do not ask for tips in this country.'
      }
      whence={own.tipping ? 'own' : inherited.tipping ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={tipping ? inWords(tipping, country) : 'No tip is asked for'}
      wish={wish}
      off={off}
      onChange={() => {
        wish.forget()
        setEdits(true)
      }}
      takeAway={
        <TakeAway
          what="the tips"
          placeName={placeName}
          then={
            inherited.tipping
              ? `will offer ${inWords(inherited.tipping, country)}, as everywhere`
              : 'will ask for no tip'
          }
          change={{ part: 'tipping', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      <TipPreview tipping={tipping} currency={currency} country={country} />
      {edits ? (
        <TippingSheet
          now={tipping}
          currency={currency}
          country={country}
          wish={wish}
          onClose={() => setEdits(false)}
        />
      ) : null}
    </PartCard>
  )
}

const inWords = (tipping: Tipping, country: string): string =>
  Object.keys(tipping.currencies)
    .filter(isCurrency)
    .map(currency => offerInWords(tipping, currency, country))
    .join(' · ')

function offerInWords({ kind, currencies }: Tipping, currency: Currency, country: string): string {
  const offer = currencies[currency] ?? {}
  const said = (minor: number) => formatFor(country, currency).money(money(minor, currency))
  const percentages = (offer.percentages ?? []).map(tip => `${tip}%`).join(', ')
  const amounts = (offer.amounts ?? []).map(said).join(', ')
  if (kind === 'percentages') return percentages
  if (kind === 'amounts') return amounts
  return `${amounts} below ${said(offer.thresholdMinor ?? 0)}, then ${percentages}`
}
