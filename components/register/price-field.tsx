import { NumberField } from '#components/office/number-field.tsx'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { factsOf } from '#lib/domain/currencies.ts'

type Props = {
  readonly label: string
  /** Minor units of the shop's currency; null while nothing is typed, NaN while it is no amount. */
  readonly value: number | null
  readonly onChange: (minor: number | null) => void
}

/** The price of a good, typed at the counter. */
export function PriceField({ label, value, onChange }: Props) {
  const currency = useTillState(state => state.blank.total.currency)
  return (
    <NumberField
      label={label}
      name="price"
      digits={factsOf(currency).exponent}
      trailing={currency.toUpperCase()}
      value={value}
      empty={null}
      disabled={false}
      onBlur={() => undefined}
      onNumber={minor => onChange(minor ?? null)}
    />
  )
}

/** A price that can be saved. */
export const isPrice = (minor: number | null): minor is number =>
  minor !== null && !Number.isNaN(minor) && minor >= 0
