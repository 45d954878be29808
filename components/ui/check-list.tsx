import { Glyph } from './glyph.tsx'

type Props = {
  label: string
  name?: string | undefined
  options: readonly { value: string; words: string; hint?: string | undefined }[]
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  onBlur?: (() => void) | undefined
  error?: string | undefined
  hint?: string | undefined
  disabled?: boolean | undefined
}

/** Any of a few. The whole line is the target; what is chosen keeps the order of the options. */
export function CheckList(props: Props) {
  const { label, name, options, values, onChange, onBlur, error, hint, disabled } = props
  return (
    <fieldset disabled={disabled} onBlur={onBlur} className="min-w-0">
      <legend className="mb-1.5 font-label text-small">{label}</legend>
      <div className="grid max-h-[420px] gap-0.5 overflow-y-auto rounded-[13px] bg-surface p-1.5 inset-ring-[1.5px] inset-ring-edge forced-colors:border">
        {options.map(option => (
          <label
            key={option.value}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-chip px-2.5 hover:bg-canvas has-checked:bg-go-soft"
          >
            <input
              type="checkbox"
              name={name}
              aria-invalid={error !== undefined || undefined}
              checked={values.includes(option.value)}
              onChange={event =>
                onChange(
                  options
                    .map(one => one.value)
                    .filter(one => (one === option.value ? event.target.checked : values.includes(one))),
                )
              }
              className="size-5.5 flex-none cursor-[inherit] accent-go"
            />
            <span>
              {option.words}
              {option.hint === undefined ? null : (
                <span className="block text-ink-2 text-small">{option.hint}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      <p aria-live="polite" className="text-small">
        {error === undefined ? (
          <span className={hint === undefined ? undefined : 'mt-1 block text-ink-2'}>{hint}</span>
        ) : (
          <span className="mt-1.5 flex items-start gap-[7px] font-name text-stop-ink">
            <Glyph name="refused" className="mt-0.5 size-4.5" />
            {error}
          </span>
        )}
      </p>
    </fieldset>
  )
}
