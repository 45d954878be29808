import { type Colour, GROUND } from './colours.ts'
import { cx } from './cx.ts'

/** A person's initials on their colour. The name stands beside it. */
export function Avatar({
  initials,
  colour,
  size = 44,
}: {
  initials: string
  colour: Colour
  size?: 44 | 52 | 60
}) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials}
      className={cx(
        // Drawn, not written: the button around it is named by the whole name.
        'grid flex-none place-items-center font-bold before:content-[attr(data-initials)]',
        size === 44 && 'size-11 rounded-[12px] text-[17px]/[20px]',
        size === 52 && 'size-13 rounded-[14px] text-[18px]/[20px]',
        size === 60 && 'size-15 rounded-[16px] text-[22px]/[24px]',
        GROUND[colour],
      )}
    />
  )
}
