import { type Colour, GROUND } from './colours.ts'
import { cx } from './cx.ts'

type Props = {
  name: string
  colour: Colour
  /** Its address, on our own host. */
  picture?: string | undefined
  /** Its place, `relative` or `absolute`, its size, and that of the letters. */
  className: string
}

/**
 * A good in a place whose size never changes: its colour and first letters, and over them its picture once it has come. A picture that
 * does not come leaves them as they are.
 */
export const GoodPicture = ({ name, colour, picture, className }: Props) => (
  <span
    aria-hidden="true"
    data-letters={[...name].slice(0, 2).join('')}
    className={cx(
      // Drawn, not written: whoever shows this names the good beside it.
      'grid flex-none place-items-center overflow-hidden font-bold before:content-[attr(data-letters)]',
      GROUND[colour],
      className,
    )}
  >
    {picture === undefined ? null : (
      // biome-ignore lint/performance/noImgElement: served by us in its final size, so next/image has nothing to do.
      <img
        key={picture}
        src={picture}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        className="absolute inset-0 size-full object-cover"
      />
    )}
  </span>
)
