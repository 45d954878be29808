import { useId } from 'react'

type Props<Value extends string> = {
  label: string
  options: readonly { value: Value; words: string }[]
  /** Absent while it is not known yet. */
  value?: Value | undefined
  onChange: (value: Value) => void
}

/** One of a few, side by side. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-label text-small">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-1 rounded-tile bg-control p-1">
        {options.map(option => (
          <label
            key={option.value}
            className="grid h-12 cursor-pointer place-items-center rounded-[11px] px-2 text-center font-label text-[17px]/[22px] text-ink has-checked:bg-surface has-checked:shadow-card has-focus-visible:outline-3 has-focus-visible:outline-focus forced-colors:has-checked:border-2"
          >
            <input
              type="radio"
              name={name}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
