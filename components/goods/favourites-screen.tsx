'use client'

import { Star } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { useLeaveGuard } from '#components/office/use-leave-guard.ts'
import { useWish, type Wish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { FavouritesAnswer } from '#lib/contracts/goods.ts'
import { favouritesKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { ProductId, RegisterId } from '#lib/domain/ids.ts'
import { Adding } from './adding-goods.tsx'
import { type Arranged, idsOf, isBehind, leftAfter, type Saving } from './arranged.ts'
import { type Named, Tiles } from './favourite-tiles.tsx'
import { GoodsFrame } from './goods-frame.tsx'
import { useFavourites } from './use-office-goods.ts'

type Props = {
  first: FavouritesAnswer
  registers: readonly { readonly id: RegisterId; readonly name: string }[]
  office: OfficeView
}

/** The tiles a register begins with, arranged by dragging, by its buttons or by keys, and saved by a press. */
export function FavouritesScreen({ first, registers, office }: Props) {
  const answer = useFavourites(first)
  const router = useRouter()
  const [typed, setTyped] = useState<Arranged>()
  const [saving, setSaving] = useState<Saving>()
  const [chosen, setChosen] = useState<ProductId>()
  const [asksBack, setAsksBack] = useState(false)
  const wish = useWish({
    url: favouritesKey(answer.registerId),
    asksAgain: [favouritesKey(answer.registerId)],
  })
  const isSending = wish.state === 'sending'
  const isOnItsWay = isSending && typed === saving?.arranged
  const guard = useLeaveGuard(typed !== undefined && !isOnItsWay)
  const tiles = typed?.tiles ?? tilesOf(answer)
  const put = (next: readonly Named[]) => setTyped({ was: answer.own, ...typed, tiles: next })
  const save = async (ids: readonly ProductId[]) => {
    const sending = { arranged: typed, ids }
    setSaving(sending)
    const sent = await wish.send({ ids, was: typed?.was ?? answer.own })
    if (sent?.outcome !== 'done') return
    setTyped(now => leftAfter(now, sending))
    setAsksBack(false)
  }
  // News of what is being sent come before its answer.
  const isOutdated = typed !== undefined && !isSending && isBehind(typed, answer.own)
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
            onChange={({ target }) => {
              const href = `/goods/favourites?register=${target.value}`
              guard.ask(() => router.push(href))
            }}
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
          off={typed === undefined ? 'Nothing is changed' : isSending}
          onClick={() => void save(idsOf({ tiles }))}
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
            off={isSending}
            onClick={() => {
              wish.forget()
              setAsksBack(true)
            }}
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
      {asksBack ? (
        <BackToShops
          register={registers.find(({ id }) => id === answer.registerId)?.name ?? 'This register'}
          wish={wish}
          onConfirm={() => void save([])}
          onKeep={() => setAsksBack(false)}
        />
      ) : null}
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

type BackProps = { register: string; wish: Wish; onConfirm: () => void; onKeep: () => void }

const BackToShops = ({ register, wish, onConfirm, onKeep }: BackProps) => (
  <ConfirmDialog
    question={`Drop the favourites of ${register}?`}
    body={`${register} will begin with the shop’s favourites. Its own arrangement, and what you moved here without saving, is gone then and cannot be brought back.`}
    confirm="Show the shop’s"
    keep="Keep its own"
    danger
    wish={wish}
    onConfirm={onConfirm}
    onKeep={onKeep}
  />
)

/** The register's own in their order, else the shop's. */
function tilesOf({ own, goods }: FavouritesAnswer): readonly Named[] {
  if (own.length === 0) return goods.filter(({ isShops }) => isShops)
  const named = new Map(goods.map(good => [good.id, good]))
  return own.flatMap(id => named.get(id) ?? [])
}
