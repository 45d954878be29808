import type { ReactNode } from 'react'
import { type Colour, GROUND } from './colours.ts'
import { cx } from './cx.ts'

type Props = {
  /** The category's name; with an icon instead, the name for screen readers. */
  label: string
  icon?: ReactNode | undefined
  /** Without one it is plain: All, Favourites. */
  colour?: Colour | undefined
  selected: boolean
  onPress: () => void
}

/** A category. Pressed once it is chosen; the others go out. */
export function Chip({ label, icon, colour, selected, onPress }: Props) {
  const ground = colour === undefined ? 'bg-control text-ink' : GROUND[colour]
  return (
    <button
      type="button"
      aria-pressed={selected}
      aria-label={icon === undefined ? undefined : label}
      title={icon === undefined ? undefined : label}
      onClick={onPress}
      className={cx(
        'chip grid flex-auto place-items-center whitespace-nowrap rounded-[12px] px-3 font-label text-body active:brightness-93 forced-colors:border',
        selected ? 'bg-ink text-canvas forced-colors:border-4' : ground,
      )}
    >
      {icon ?? label}
    </button>
  )
}

/** The chips' fixed place: one row, two rows of five on a small screen, one row that scrolls on a phone. */
export function ChipRow({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would take room, and nothing here is a form.
    <div role="group" aria-label="Categories" className="chip-row">
      {children}
    </div>
  )
}
