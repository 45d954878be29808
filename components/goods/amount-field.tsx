import { NumberField } from '#components/office/number-field.tsx'
import { type Currency, factsOf } from '#lib/domain/currencies.ts'

type Props = {
  label: string
  name: string
  currency: Currency
  /** Minor units; null where it may stay empty and is. */
  value: number | null
  onNumber: (minor: number | null) => void
  hint?: string | undefined
  error?: string | undefined
  onBlur: () => void
  disabled?: boolean | undefined
  className?: string | undefined
}

/** An amount within a list, where a form's own field has no name for it. What cannot be read is NaN, which no schema takes. */
export const AmountField = ({ currency, onNumber, disabled = false, ...rest }: Props) => (
  <NumberField
    {...rest}
    disabled={disabled}
    digits={factsOf(currency).exponent}
    trailing={currency.toUpperCase()}
    empty={null}
    onNumber={value => onNumber(value ?? null)}
  />
)
