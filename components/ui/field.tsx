import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'

export const INPUT =
  'h-13 w-full min-w-0 rounded-[13px] bg-surface px-3.5 text-body text-ink inset-ring-[1.5px] inset-ring-edge outline-none placeholder:text-ink-3 focus:inset-ring-[3px] focus:inset-ring-go aria-invalid:inset-ring-2 aria-invalid:inset-ring-stop forced-colors:border disabled:opacity-50'

type FrameProps = {
  label: string
  /** What is wrong and how to put it right, set on leaving the field. */
  error?: string | undefined
  /** Small print below, while nothing is wrong. */
  hint?: string | undefined
  className?: string | undefined
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode
}

/** Label above, sentence below with its octagon. */
export function FieldFrame({ label, error, hint, className, children }: FrameProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cx('min-w-0', className)}>
      <label htmlFor={id} className="mb-1.5 block font-label text-small">
        {label}
      </label>
      {children({ id, describedBy: note === undefined ? undefined : `${id}-note` })}
      <p id={`${id}-note`} aria-live="polite" className="text-small">
        {error === undefined ? (
          <span className={hint === undefined ? undefined : 'mt-1 block text-ink-2'}>{hint}</span>
        ) : (
          <span className="mt-1.5 flex items-start gap-[7px] font-name text-stop-ink">
            <Glyph name="refused" className="mt-0.5 size-4.5" />
            {error}
          </span>
        )}
      </p>
    </div>
  )
}

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  label: string
  error?: string | undefined
  hint?: string | undefined
  /** Printed inside, at the right edge. */
  trailing?: ReactNode | undefined
  className?: string | undefined
  ref?: Ref<HTMLInputElement> | undefined
}

/** A unit, not a remark: what is typed needs the room. */
const isShort = (trailing: ReactNode): boolean => typeof trailing === 'string' && trailing.length <= 4

/** A line of text. What was typed stays after a refusal. */
export function Field({ label, error, hint, trailing, className, ...input }: Props) {
  return (
    <FieldFrame label={label} error={error} hint={hint} className={className}>
      {({ id, describedBy }) => (
        <span className="relative flex items-center">
          <input
            autoComplete="off"
            {...input}
            id={id}
            // React's own comes before a sheet around it is open, and reaches nothing there: use-modal.ts.
            data-first={input.autoFocus || undefined}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy}
            className={cx(INPUT, trailing !== undefined && (isShort(trailing) ? 'pr-16' : 'pr-40'))}
          />
          {trailing === undefined ? null : (
            <span className="pointer-events-none absolute right-3.5 text-ink-3 text-small">{trailing}</span>
          )}
        </span>
      )}
    </FieldFrame>
  )
}
