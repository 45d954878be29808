import { useId } from 'react'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly words: string
  /** What it means at the counter, in a sentence or two. */
  readonly meaning: string
}

type Props<Value extends string> = {
  label: string
  choices: readonly Choice<Value>[]
  value: Value
  /** Greyed; why is said once, above all of them. */
  off: boolean
  onChange: (value: Value) => void
}

/** One of a few, each with what it means. The whole card is the target. */
export function Choices<Value extends string>({ label, choices, value, off, onChange }: Props<Value>) {
  const name = useId()
  return (
    <fieldset disabled={off} className="min-w-0">
      <legend className="mb-2 font-label text-body">{label}</legend>
      <div className="grid gap-2.5">
        {choices.map(choice => (
          <label
            key={choice.value}
            className="flex cursor-pointer gap-3.5 rounded-tile px-4 py-3.5 inset-ring-[1.5px] inset-ring-edge has-disabled:cursor-not-allowed has-checked:bg-go-soft has-disabled:bg-control has-disabled:text-ink-3 has-checked:inset-ring-2 has-checked:inset-ring-go-mark has-disabled:inset-ring-line has-checked:has-disabled:inset-ring-edge has-focus-visible:outline-3 has-focus-visible:outline-focus forced-colors:border forced-colors:has-checked:border-3"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-describedby={`${name}-${choice.value}`}
              className="mt-0.5 size-6 flex-none cursor-[inherit] accent-go outline-none"
            />
            <span className="min-w-0">
              <b className="block font-label text-body">{choice.words}</b>
              <span id={`${name}-${choice.value}`} className="block text-small">
                {choice.meaning}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
