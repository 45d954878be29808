import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { FieldFrame, INPUT } from './field.tsx'

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'> & {
  label: string
  error?: string | undefined
  hint?: string | undefined
  options: readonly { value: string; words: string }[]
  className?: string | undefined
}

/** The browser's own list: right on every device, and found by typing. */
export function Select({ label, error, hint, options, className, ...select }: Props) {
  return (
    <FieldFrame label={label} error={error} hint={hint} className={className}>
      {({ id, describedBy }) => (
        <span className="relative flex items-center">
          <select
            {...select}
            id={id}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy}
            className={cx(INPUT, 'appearance-none truncate pr-11')}
          >
            {options.map(option => (
              <option key={option.value} value={option.value}>
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
