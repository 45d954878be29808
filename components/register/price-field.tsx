import { useState } from 'react'
import { NumberField } from '#components/office/number-field.tsx'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { priceProblem } from './good-typed.ts'

type Props = {
  readonly label: string
  /** Minor units of the shop's currency; null while nothing is typed, NaN while it is no amount. */
  readonly value: number | null
  readonly onChange: (minor: number | null) => void
}

/** The price of a good, typed at the counter. What is no price is said on leaving the field. */
export function PriceField({ label, value, onChange }: Props) {
  const currency = useTillState(state => state.blank.total.currency)
  const [isLeft, setLeft] = useState(false)
  return (
    <NumberField
      label={label}
      name="price"
      digits={factsOf(currency).exponent}
      trailing={currency.toUpperCase()}
      value={value}
      empty={null}
      disabled={false}
      error={isLeft ? priceProblem(value) : undefined}
      onBlur={() => setLeft(true)}
      onNumber={minor => {
        setLeft(false)
        onChange(minor ?? null)
      }}
    />
  )
}
