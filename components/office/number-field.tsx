import { type ReactNode, useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { numberShown, numberTyped } from '#lib/client/form/typed-number.ts'

type Props = {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  className?: string | undefined
  disabled: boolean
  onBlur: () => void
  /** In units of the last digit, or nothing. */
  value: unknown
  digits: number
  short?: boolean | undefined
  trailing?: ReactNode | undefined
  empty?: null | undefined
  /** NaN for what cannot be read: no schema takes that for a number. */
  onNumber: (value: number | null | undefined) => void
}

/** A number as people write it. The text stays as typed; it is written anew when the value changes from elsewhere. */
export function NumberField({ value, digits, short = false, empty, onNumber, onBlur, ...field }: Props) {
  const [typed, setTyped] = useState({ text: shown(value, digits, short), value })
  // Not what was typed here: undone, or changed by somebody else.
  if (!Object.is(typed.value, value)) setTyped({ text: shown(value, digits, short), value })
  const type = (text: string) => {
    const next = text.trim() === '' ? empty : (numberTyped(text, digits) ?? Number.NaN)
    setTyped({ text, value: next })
    onNumber(next)
  }
  return (
    <Field
      {...field}
      value={typed.text}
      inputMode={digits === 0 ? 'numeric' : 'decimal'}
      onChange={event => type(event.target.value)}
      onBlur={() => {
        if (typeof value === 'number' && !Number.isNaN(value))
          setTyped({ text: shown(value, digits, short), value })
        onBlur()
      }}
    />
  )
}

const shown = (value: unknown, digits: number, short: boolean): string =>
  typeof value === 'number' && !Number.isNaN(value) ? numberShown(value, digits, short) : ''
