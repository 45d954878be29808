import { NumberField } from '#components/office/number-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import type { TipOffer, TippingKind } from '#lib/domain/reader-settings.ts'

type OfferProps = {
  kind: TippingKind
  currency: Currency
  offer: TipOffer
  /** What is wrong with these three buttons, once a field of them has been left. */
  problem: string | undefined
  onPut: (offer: TipOffer) => void
  onLeave: () => void
  onRemove: (() => void) | undefined
}

/** The three buttons of one currency. */
export function OfferFields(props: OfferProps) {
  const { kind, currency, offer, problem, onPut, onLeave, onRemove } = props
  const code = currency.toUpperCase()
  const { exponent } = factsOf(currency)
  return (
    <fieldset
      data-wrong={problem === undefined ? undefined : ''}
      className="grid gap-4 rounded-tile p-4 inset-ring inset-ring-line data-wrong:inset-ring-2 data-wrong:inset-ring-stop"
    >
      <legend className="px-1 font-label">{code}</legend>
      {kind === 'smart' ? (
        <NumberField
          name={`${currency}-threshold`}
          label="Percent from a total of"
          digits={exponent}
          trailing={code}
          disabled={false}
          value={offer.thresholdMinor}
          onBlur={onLeave}
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
          onLeave={onLeave}
        />
      )}
      {kind === 'percentages' ? null : (
        <Three
          label="Amount"
          digits={exponent}
          values={offer.amounts}
          onPut={amounts => onPut({ amounts })}
          onLeave={onLeave}
        />
      )}
      <p aria-live="polite" className="min-h-6 text-small">
        {problem === undefined ? null : (
          <span className="flex items-start gap-[7px] font-name text-stop-ink">
            <Glyph name="refused" className="mt-0.5 size-4.5" />
            {problem}
          </span>
        )}
      </p>
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
  unit?: string | undefined
  digits: number
  values: readonly number[] | undefined
  onPut: (values: readonly number[]) => void
  onLeave: () => void
}

const BUTTONS = ['first', 'second', 'third'] as const

const Three = ({ label, unit, digits, values = [], onPut, onLeave }: ThreeProps) => (
  <div className="grid grid-cols-3 items-end gap-2.5">
    {BUTTONS.map((button, at) => (
      <NumberField
        key={button}
        name={`${label}-${button}`}
        label={`${label}, ${button}`}
        digits={digits}
        trailing={unit}
        disabled={false}
        value={values[at]}
        onBlur={onLeave}
        onNumber={value =>
          onPut(BUTTONS.map((_, place) => (place === at ? value : values[place]) ?? Number.NaN))
        }
      />
    ))}
  </div>
)
