import { memo } from 'react'
import { type Colour, GROUND } from './colours.ts'
import { Count } from './count.tsx'
import { cx } from './cx.ts'
import { GoodPicture } from './good-picture.tsx'

type Props = {
  /** Handed back on press, so that one function serves every tile. */
  id: string
  name: string
  /** As printed: $4.25, or Any amount. */
  price: string
  colour: Colour
  /** How many are in the sale, as printed. Absent: none. */
  quantity?: string | undefined
  /** Low stock in words: 3 left. */
  stock?: string | undefined
  /** `sellable`: stock may go negative. `not-sellable`: greyed out; the press is still reported, to say why. */
  soldOut?: 'sellable' | 'not-sellable' | undefined
  /** A picture fills the top 60 %, or what one line of words leaves of a low tile. Its address, on our own host. */
  picture?: string | undefined
  onPress: (id: string) => void
  /** One tile of the grid is in the tab order; arrows lead to the others (tile-grid.tsx). */
  tabIndex?: number | undefined
}

/** A good on the grid: name on top, price at the foot, how many are in the sale in its own corner. */
export const Tile = memo(function Tile({
  id,
  name,
  price,
  colour,
  quantity,
  stock,
  soldOut,
  picture,
  onPress,
  tabIndex,
}: Props) {
  const gone = soldOut !== undefined
  return (
    <button
      type="button"
      data-tile={id}
      title={name}
      aria-label={tileLabel({ name, price, quantity, stock, gone })}
      aria-disabled={soldOut === 'not-sellable' || undefined}
      tabIndex={tabIndex}
      onClick={() => onPress(id)}
      className={cx(
        'tile relative flex min-h-0 min-w-0 flex-col overflow-hidden rounded-tile px-3 text-left focus-visible:z-10 active:brightness-93 forced-colors:border',
        picture === undefined ? 'justify-between pt-[11px] pb-2.5' : 'justify-end gap-0.5 pb-1.5',
        gone ? 'bg-sunken text-ink-3 inset-ring-[1.5px] inset-ring-line' : cx(GROUND[colour], 'shadow-tile'),
      )}
    >
      {picture === undefined ? null : (
        <GoodPicture
          name={name}
          colour={colour}
          picture={picture}
          className={cx(
            'absolute inset-x-0 top-0 h-[60%] max-h-[calc(100%-52px)] text-[20px]/[24px]',
            gone && 'opacity-60 grayscale',
          )}
        />
      )}
      <span
        className={cx('tile-name font-label tracking-[-.005em]', picture !== undefined && 'line-clamp-1')}
      >
        {name}
      </span>{' '}
      <span className="flex items-center gap-2.5 whitespace-nowrap font-name text-[18px]/[22px]">
        {gone ? <span className="font-label text-[17px]/[20px]">Sold out</span> : <span>{price}</span>}{' '}
        {stock === undefined || gone ? null : <span className="font-label text-[15px]/[20px]">{stock}</span>}
      </span>
      {/* The space keeps price and badge two words for whoever speaks what he reads. */}{' '}
      {quantity === undefined ? null : (
        // Beside the price, where a picture leaves one line for the name on the picture: never over words.
        <Count
          value={quantity}
          large
          className={cx('absolute right-2', picture === undefined ? 'bottom-[7px]' : 'bottom-[54px]')}
        />
      )}
    </button>
  )
})

/** "Almond croissant, $4.25, 3 in the sale": what a screen reader says, and what a story looks for. */
function tileLabel(tile: {
  name: string
  price: string
  quantity: string | undefined
  stock: string | undefined
  gone: boolean
}): string {
  return [
    tile.name,
    tile.gone ? 'sold out' : tile.price,
    tile.gone ? undefined : tile.stock,
    tile.quantity === undefined ? undefined : `${tile.quantity} in the sale`,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}
