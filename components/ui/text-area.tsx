import type { TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { FieldFrame, INPUT } from './field.tsx'

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> & {
  label: string
  error?: string | undefined
  hint?: string | undefined
  className?: string | undefined
}

/** Several lines of text. */
export const TextArea = ({ label, error, hint, className, ...textarea }: Props) => (
  <FieldFrame label={label} error={error} hint={hint} className={className}>
    {({ id, describedBy }) => (
      <textarea
        rows={3}
        {...textarea}
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy}
        className={cx(INPUT, 'h-auto py-2.5')}
      />
    )}
  </FieldFrame>
)
