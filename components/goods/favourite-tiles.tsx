import { ArrowLeft, ArrowRight, ChevronsLeft, X } from 'lucide-react'
import Link from 'next/link'
import { Card } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { colourOf, GROUND } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { moved } from './order.ts'
import { useDragOrder } from './use-drag-order.ts'

export type Named = { readonly id: ProductId; readonly name: string; readonly colour: number }

type TilesProps = {
  tiles: readonly Named[]
  chosen: ProductId | undefined
  onChoose: (id: ProductId) => void
  onChange: (tiles: readonly Named[]) => void
}

export function Tiles({ tiles, chosen, onChoose, onChange }: TilesProps) {
  const drag = useDragOrder(tiles, onChange)
  const at = tiles.findIndex(({ id }) => id === chosen)
  const good = tiles[at]
  const to = (place: number) => onChange(moved(tiles, at, place))
  const why = good === undefined ? 'Choose a tile first' : undefined
  const first = why ?? (at === 0 ? 'It is the first' : undefined)
  const last = why ?? (at === tiles.length - 1 ? 'It is the last' : undefined)
  return (
    <Card className="grid gap-4 p-5 max-[719px]:p-4">
      {tiles.length === 0 ? (
        <p className="p-8 text-center text-ink-2">
          No tile yet. Look for goods below and add them. A good must be{' '}
          <Link href="/goods" className="underline underline-offset-4">
            among the goods
          </Link>{' '}
          first.
        </p>
      ) : (
        <ol
          aria-label="Tiles in their order"
          className="grid auto-rows-[92px] grid-cols-[repeat(auto-fill,minmax(140px,1fr))] gap-2.5"
        >
          {tiles.map((tile, place) => (
            <li key={tile.id} {...drag.placeProps(place)} className="grid data-held:opacity-60">
              <button
                type="button"
                {...drag.handleProps(place)}
                aria-pressed={tile.id === chosen}
                onClick={() => onChoose(tile.id)}
                onKeyDown={event => {
                  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
                  if (step === undefined || !event.shiftKey) return
                  event.preventDefault()
                  onChoose(tile.id)
                  onChange(moved(tiles, place, place + step))
                }}
                className={cx(
                  'min-w-0 cursor-grab touch-none select-none overflow-hidden rounded-tile px-3 py-2.5 text-left font-label text-[17px]/[20px] active:cursor-grabbing forced-colors:border',
                  GROUND[colourOf(tile.colour - 1)],
                  tile.id === chosen && 'outline-[3px] outline-go outline-offset-2',
                )}
              >
                {tile.name}
              </button>
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p aria-live="polite" className="min-w-50 flex-1 text-ink-2 text-small">
          {good
            ? `${good.name}: tile ${at + 1} of ${tiles.length}. Shift and an arrow key move it too.`
            : 'No tile chosen.'}
        </p>
        <Button
          size={48}
          off={first !== undefined}
          title={first}
          icon={<ChevronsLeft className="size-5" />}
          onClick={() => to(0)}
        >
          First
        </Button>
        <Button
          size={48}
          off={first !== undefined}
          title={first}
          icon={<ArrowLeft className="size-5" />}
          onClick={() => to(at - 1)}
        >
          Earlier
        </Button>
        <Button size={48} off={last !== undefined} title={last} onClick={() => to(at + 1)}>
          Later
          <ArrowRight className="size-5" aria-hidden="true" />
        </Button>
        <Button
          size={48}
          off={why !== undefined}
          title={why}
          icon={<X className="size-5" />}
          onClick={() => onChange(tiles.filter((_, i) => i !== at))}
        >
          Take away
        </Button>
      </div>
    </Card>
  )
}
