import { useState } from 'react'
import { NumberField } from '#components/office/number-field.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Select } from '#components/ui/select.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { formatFor } from '#lib/client/format.ts'
import { CURRENCIES, type Currency, factsOf, isCurrency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { type TipOffer, type Tipping, type TippingKind, tippingProblem } from '#lib/domain/reader-settings.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { TipPreview } from './tip-preview.tsx'
import { usePartWish } from './use-part-wish.ts'

type Props = PartProps & { country: string; currency: Currency; asksForTips: boolean }

/** Tips on the reader: three buttons for each currency, tried out on the drawn one. */
export function TippingPart(props: Props) {
  const { locationId, own, inherited, isAccount, placeName, mayManage, country, currency, asksForTips } =
    props
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.tipping, () => setEdits(false))
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
      onChange={mayManage ? () => setEdits(true) : undefined}
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
        />
      }
    >
      <TipPreview tipping={tipping} currency={currency} country={country} />
      <Sheet open={edits} title="Tips" onClose={() => setEdits(false)}>
        <TippingForm
          first={tipping}
          currency={currency}
          isSending={wish.state === 'sending'}
          said={wish.words}
          onSave={value => wish.change({ part: 'tipping', value })}
          onCancel={() => setEdits(false)}
        />
      </Sheet>
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

const KINDS: readonly { value: TippingKind; words: string }[] = [
  { value: 'percentages', words: 'Percent' },
  { value: 'amounts', words: 'Amounts' },
  { value: 'smart', words: 'By the total' },
]

type Offers = Readonly<Partial<Record<Currency, TipOffer>>>

type FormProps = {
  first: Tipping | undefined
  currency: Currency
  isSending: boolean
  said: { readonly strong: string; readonly text: string } | undefined
  onSave: (tipping: Tipping) => void
  onCancel: () => void
}

function TippingForm({ first, currency, isSending, said, onSave, onCancel }: FormProps) {
  const [kind, setKind] = useState<TippingKind>(first?.kind ?? 'percentages')
  const [offers, setOffers] = useState<Offers>(() => completed(first?.currencies ?? { [currency]: {} }))
  const [problem, setProblem] = useState<string>()
  const shown = Object.keys(offers).filter(isCurrency)
  const others = Object.keys(CURRENCIES)
    .filter(isCurrency)
    .filter(one => !shown.includes(one))
  const save = () => {
    const tipping = { kind, currencies: cleaned(kind, offers) }
    const found = tippingProblem(tipping)
    setProblem(found)
    if (found === undefined) onSave(tipping)
  }
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <Segmented label="What the buttons offer" options={KINDS} value={kind} onChange={setKind} />
      {shown.map(one => (
        <OfferFields
          key={one}
          kind={kind}
          currency={one}
          offer={offers[one] ?? {}}
          onPut={offer => setOffers({ ...offers, [one]: { ...offers[one], ...offer } })}
          onRemove={
            shown.length === 1
              ? undefined
              : () => setOffers(Object.fromEntries(Object.entries(offers).filter(([name]) => name !== one)))
          }
        />
      ))}
      <Select
        label="Another currency, for readers abroad"
        value=""
        options={[
          { value: '', words: 'None' },
          ...others.map(one => ({ value: one, words: one.toUpperCase() })),
        ]}
        onChange={({ target }) => {
          if (isCurrency(target.value)) setOffers({ ...offers, [target.value]: usual(target.value) })
        }}
      />
      {problem === undefined ? null : (
        <Banner tone="stop" glyph="refused" strong="Not saved yet.">
          {problem}
        </Banner>
      )}
      {said === undefined ? null : (
        <Banner tone="care" glyph="unknown" strong={said.strong}>
          {said.text}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" variant="go" size={48} className="px-5" off={isSending}>
          {isSending ? 'Asking Stripe' : 'Save the tips'}
        </Button>
        <Button size={48} className="px-5" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Another kind of offer begins with something sensible, not with empty fields. */
const completed = (offers: Offers): Offers =>
  Object.fromEntries(
    Object.keys(offers)
      .filter(isCurrency)
      .map(currency => [currency, { ...usual(currency), ...offers[currency] }]),
  )

/** Something sensible in every currency: small notes for amounts. */
function usual(currency: Currency): TipOffer {
  const unit = 10 ** factsOf(currency).exponent
  const step = Math.max(unit, factsOf(currency).smallestCharge)
  const rounded = Math.ceil(step / unit) * unit
  return {
    percentages: [10, 15, 20],
    amounts: [rounded, rounded * 2, rounded * 3],
    thresholdMinor: rounded * 10,
  }
}

/** Only what this kind of offer has. */
const cleaned = (kind: TippingKind, offers: Offers): Offers =>
  Object.fromEntries(
    Object.entries(offers).map(([currency, { percentages, amounts, thresholdMinor }]) => [
      currency,
      {
        ...(kind !== 'amounts' && percentages ? { percentages } : {}),
        ...(kind !== 'percentages' && amounts ? { amounts } : {}),
        ...(kind === 'smart' && thresholdMinor !== undefined ? { thresholdMinor } : {}),
      },
    ]),
  )

type OfferProps = {
  kind: TippingKind
  currency: Currency
  offer: TipOffer
  onPut: (offer: TipOffer) => void
  onRemove: (() => void) | undefined
}

function OfferFields({ kind, currency, offer, onPut, onRemove }: OfferProps) {
  const code = currency.toUpperCase()
  const { exponent } = factsOf(currency)
  return (
    <fieldset className="grid gap-4 rounded-tile p-4 inset-ring inset-ring-line">
      <legend className="px-1 font-label">{code}</legend>
      {kind === 'smart' ? (
        <NumberField
          name={`${currency}-threshold`}
          label="Percent from a total of"
          digits={exponent}
          trailing={code}
          disabled={false}
          value={offer.thresholdMinor}
          onBlur={() => {}}
          onNumber={value => onPut({ thresholdMinor: value ?? Number.NaN })}
        />
      ) : null}
      {kind === 'amounts' ? null : (
        <Three
          label="Percent"
          unit="%"
          digits={0}
          values={offer.percentages}
          onPut={percentages => onPut({ percentages })}
        />
      )}
      {kind === 'percentages' ? null : (
        <Three
          label="Amount"
          unit={code}
          digits={exponent}
          values={offer.amounts}
          onPut={amounts => onPut({ amounts })}
        />
      )}
      {onRemove === undefined ? null : (
        <div>
          <Button size={48} variant="quiet" onClick={onRemove}>
            Remove {code}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type ThreeProps = {
  label: string
  unit: string
  digits: number
  values: readonly number[] | undefined
  onPut: (values: readonly number[]) => void
}

const BUTTONS = ['first', 'second', 'third'] as const

const Three = ({ label, unit, digits, values = [], onPut }: ThreeProps) => (
  <div className="grid grid-cols-3 gap-2.5">
    {BUTTONS.map((button, at) => (
      <NumberField
        key={button}
        name={`${label}-${button}`}
        label={`${label}, ${button}`}
        digits={digits}
        trailing={unit}
        disabled={false}
        value={values[at]}
        onBlur={() => {}}
        onNumber={value =>
          onPut(BUTTONS.map((_, place) => (place === at ? value : values[place]) ?? Number.NaN))
        }
      />
    ))}
  </div>
)
