'use client'

import { ArrowLeft, ArrowRight, ChevronsLeft, Plus, Star, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useLeaveGuard } from '#components/office/use-leave-guard.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { colourOf, GROUND } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { useRead } from '#lib/client/use-read.ts'
import type { FavouritesAnswer, GoodsPage } from '#lib/contracts/goods.ts'
import { favouritesKey, goodsKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { tableQueryString } from '#lib/contracts/table-query.ts'
import type { ProductId, RegisterId } from '#lib/domain/ids.ts'
import { WishBanner } from './categories-screen.tsx'
import { GoodsFrame } from './goods-frame.tsx'
import { moved } from './order.ts'
import { useDragOrder } from './use-drag-order.ts'
import { useFavourites } from './use-office-goods.ts'

type Named = { readonly id: ProductId; readonly name: string; readonly colour: number }

type Props = {
  first: FavouritesAnswer
  registers: readonly { readonly id: RegisterId; readonly name: string }[]
  office: OfficeView
}

/** The tiles a register begins with, arranged by dragging, by its buttons or by keys, and saved by a press. */
export function FavouritesScreen({ first, registers, office }: Props) {
  const answer = useFavourites(first)
  const router = useRouter()
  const [typed, setTyped] = useState<{ tiles: readonly Named[]; was: readonly ProductId[] }>()
  const [chosen, setChosen] = useState<ProductId>()
  const wish = useWish({
    url: favouritesKey(answer.registerId),
    asksAgain: [favouritesKey(answer.registerId)],
  })
  const guard = useLeaveGuard(typed !== undefined && wish.state !== 'sending')
  const tiles = typed?.tiles ?? tilesOf(answer)
  const put = (next: readonly Named[]) => setTyped({ tiles: next, was: typed?.was ?? answer.own })
  const save = async (ids: readonly ProductId[]) => {
    const sent = await wish.send({ ids, was: typed?.was ?? answer.own })
    if (sent?.outcome === 'done') setTyped(undefined)
  }
  const isOutdated = typed !== undefined && String(typed.was) !== String(answer.own)
  return (
    <GoodsFrame
      here="favourites"
      office={office}
      title="Favourites"
      actions={
        registers.length > 1 ? (
          <Select
            label="Register"
            value={answer.registerId}
            options={registers.map(({ id, name }) => ({ value: id, words: name }))}
            onChange={event => router.push(`/goods/favourites?register=${event.target.value}`)}
            className="min-w-60"
          />
        ) : undefined
      }
    >
      <p className="max-w-200 text-ink-2">
        {answer.own.length === 0
          ? 'This register shows the favourites of the shop. Arrange them here and it has its own.'
          : 'This register has favourites of its own.'}{' '}
        Drag a tile to its place, or choose it and use the buttons.
      </p>
      <WishBanner wish={wish} />
      {isOutdated ? (
        <Banner
          tone="care"
          glyph="unknown"
          strong="Somebody else arranged these meanwhile."
          action={
            <Button size={48} onClick={() => setTyped(undefined)}>
              Show theirs
            </Button>
          }
        >
          What you arranged is still here.
        </Banner>
      ) : null}
      <Tiles tiles={tiles} chosen={chosen} onChoose={setChosen} onChange={put} />
      <div className="flex flex-wrap items-center gap-2.5">
        <Button
          variant="go"
          size={48}
          className="px-5"
          off={typed === undefined || wish.state === 'sending'}
          onClick={() => void save(tiles.map(({ id }) => id))}
        >
          Save the favourites
        </Button>
        {typed === undefined ? null : (
          <Button size={48} className="px-5" onClick={() => setTyped(undefined)}>
            Undo changes
          </Button>
        )}
        {answer.own.length === 0 ? null : (
          <Button
            size={48}
            icon={<Star className="size-5" />}
            off={wish.state === 'sending'}
            onClick={() => void save([])}
          >
            Show the shop’s again
          </Button>
        )}
      </div>
      <Adding
        has={id => tiles.some(tile => tile.id === id)}
        onAdd={good => {
          put([...tiles, good])
          setChosen(good.id)
        }}
      />
      {guard.asked === undefined ? null : (
        <ConfirmDialog
          question="Leave without saving?"
          body="What you arranged here is not saved, and will be gone."
          keep="Stay here"
          confirm="Leave, do not save"
          danger
          onKeep={guard.stay}
          onConfirm={guard.leave}
        />
      )}
    </GoodsFrame>
  )
}

/** The register's own in their order, else the shop's. */
function tilesOf({ own, goods }: FavouritesAnswer): readonly Named[] {
  if (own.length === 0) return goods.filter(({ isShops }) => isShops)
  const named = new Map(goods.map(good => [good.id, good]))
  return own.flatMap(id => named.get(id) ?? [])
}

type TilesProps = {
  tiles: readonly Named[]
  chosen: ProductId | undefined
  onChoose: (id: ProductId) => void
  onChange: (tiles: readonly Named[]) => void
}

function Tiles({ tiles, chosen, onChoose, onChange }: TilesProps) {
  const drag = useDragOrder(tiles, onChange)
  const at = tiles.findIndex(({ id }) => id === chosen)
  const good = tiles[at]
  const to = (place: number) => onChange(moved(tiles, at, place))
  const off = good === undefined ? 'Choose a tile first' : false
  return (
    <Card className="grid gap-4 p-5 max-[719px]:p-4">
      {tiles.length === 0 ? (
        <p className="p-8 text-center text-ink-2">No tile yet. Look for goods below and add them.</p>
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
          off={off !== false || at === 0}
          icon={<ChevronsLeft className="size-5" />}
          onClick={() => to(0)}
        >
          First
        </Button>
        <Button
          size={48}
          off={off !== false || at === 0}
          icon={<ArrowLeft className="size-5" />}
          onClick={() => to(at - 1)}
        >
          Earlier
        </Button>
        <Button size={48} off={off !== false || at === tiles.length - 1} onClick={() => to(at + 1)}>
          Later
          <ArrowRight className="size-5" aria-hidden="true" />
        </Button>
        <Button
          size={48}
          off={off !== false}
          icon={<X className="size-5" />}
          onClick={() => onChange(tiles.filter((_, i) => i !== at))}
        >
          Take away
        </Button>
      </div>
    </Card>
  )
}

type AddingProps = { has: (id: ProductId) => boolean; onAdd: (good: Named) => void }

const readPage = (body: unknown): GoodsPage | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'rows' in body ? (body as GoodsPage) : undefined

/** Goods looked for by the server, a press puts one at the end of the tiles. */
function Adding({ has, onAdd }: AddingProps) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const key = q === '' ? null : `${goodsKey}${tableQueryString({ q, sort: 'name', page: 1, filters: {} })}`
  const { data } = useRead(key, readPage, { asksAgain: true })
  const found = q === '' ? [] : (data?.rows ?? []).filter(({ id }) => !has(id)).slice(0, 12)
  return (
    <Card className="grid gap-4 p-5 max-[719px]:p-4">
      <Field
        label="Look for a good to add"
        value={text}
        placeholder="Name, SKU or code"
        onChange={event => setText(event.target.value)}
      />
      {q !== '' && data && found.length === 0 ? (
        <p className="text-ink-2">Nothing else is called that.</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {found.map(good => (
          <Button
            key={good.id}
            size={48}
            icon={<Plus className="size-5" />}
            onClick={() => onAdd({ id: good.id, name: good.name, colour: good.colour })}
          >
            {good.name}
          </Button>
        ))}
      </div>
    </Card>
  )
}
