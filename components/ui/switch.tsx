import type { InputHTMLAttributes } from 'react'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className'> & {
  label: string
  /** Said after the label, lighter. */
  hint?: string | undefined
}

/** On or off, at once. The whole line is the target. */
export function Switch({ label, hint, ...input }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3.5">
      <span className="relative flex h-8 w-14 flex-none">
        <input
          {...input}
          type="checkbox"
          className="peer h-8 w-14 cursor-pointer appearance-none rounded-full bg-surface inset-ring-2 inset-ring-edge checked:bg-go checked:inset-ring-go forced-colors:border"
        />
        <span className="pointer-events-none absolute top-1 left-1 size-6 rounded-full bg-edge transition-[left] duration-press peer-checked:left-7 peer-checked:bg-on-go forced-colors:bg-[ButtonText]" />
      </span>
      <span>
        <b className="font-label">{label}</b>{' '}
        {hint === undefined ? null : <span className="text-ink-2">{hint}</span>}
      </span>
    </label>
  )
}
