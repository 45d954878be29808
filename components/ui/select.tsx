import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { FieldFrame, INPUT } from './field.tsx'
import { optionsFor, type SelectOption } from './select-options.ts'

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className' | 'value'> & {
  label: string
  error?: string | undefined
  hint?: string | undefined
  options: readonly SelectOption[]
  value: string
  /** What a value is that none of the options has. */
  missing?: string | undefined
  className?: string | undefined
}

/** The browser's own list: right on every device, and found by typing. */
export function Select({ label, error, hint, options, value, missing, className, ...select }: Props) {
  return (
    <FieldFrame label={label} error={error} hint={hint} className={className}>
      {({ id, describedBy }) => (
        <span className="relative flex items-center">
          <select
            {...select}
            value={value}
            id={id}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy}
            className={cx(INPUT, 'appearance-none truncate pr-11')}
          >
            {optionsFor(options, value, missing).map(option => (
              <option key={option.value} value={option.value} disabled={option.isOff}>
                {option.words}
              </option>
            ))}
          </select>
          <ChevronDown className="pointer-events-none absolute right-3.5 size-5.5" aria-hidden="true" />
        </span>
      )}
    </FieldFrame>
  )
}
