import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { DropPlace } from '#components/office/drop-place.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { PictureInput } from '#components/office/picture-input.tsx'
import { Unsaved } from '#components/office/unsaved.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { useWish, type Wish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { colourOf } from '#components/ui/colours.ts'
import { Tile } from '#components/ui/tile.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { GoodsShared } from '#lib/contracts/goods.ts'
import { goodKey, goodPictureKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { GoodDetail } from '#lib/domain/goods.ts'
import { money } from '#lib/domain/money.ts'
import { mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { useChosenPicture } from './use-chosen-picture.ts'

type Props = { good: GoodDetail; shared: GoodsShared; office: OfficeView }

/** What stands on the good's tile: chosen or dropped here, seen as the tills will show it, and only then sent. */
export function PictureCard({ good, shared, office }: Props) {
  const { state, choose, forget } = useChosenPicture()
  const [done, setDone] = useState('')
  const key = goodKey(good.id)
  const wish = useWish({
    url: addressOf(good),
    asksAgain: [key],
    withinMs: 60_000,
    onDone: () => {
      forget()
      setDone('On every till.')
    },
  })
  const pick = (file: File) => {
    setDone('')
    wish.forget()
    choose(file)
  }
  const drop = () => {
    wish.forget()
    forget()
  }
  const off = mayManage(office) ? wish.state === 'sending' : NEEDS_MANAGER
  const chosen = state.at === 'chosen' ? state : undefined
  const kept = good.picture === null ? undefined : goodPictureKey(good.id, good.picture)
  return (
    <Card className="p-6 max-[719px]:p-4">
      <DropPlace label="Picture" off={off !== false} onDrop={pick} className="grid gap-4">
        <header>
          <h2 className="font-strong text-title">Picture</h2>
          <p className="text-ink-2 text-small">
            Shown on its tile. Choose a JPG, PNG or WebP, or drop it here; it is made small enough before it
            is sent.
          </p>
        </header>
        <TileShown good={good} shared={shared} office={office} picture={chosen?.url ?? kept} />
        <p role="status" className="min-h-5 text-ink-2 text-small">
          {state.at === 'shrinking' ? 'Making it smaller' : null}
          {chosen ? `Not on the tills yet. ${Math.ceil(chosen.file.size / 1024)} KB.` : null}
          {state.at === 'none' ? done : null}
        </p>
        {state.at === 'none' && state.problem !== undefined ? (
          <Banner tone="care" glyph="refused" strong="This file cannot be used.">
            {state.problem}
          </Banner>
        ) : null}
        <WishBanner wish={wish} />
        <div className="flex flex-wrap gap-2.5">
          {chosen ? <Decide wish={wish} chosen={chosen.file} onForget={drop} /> : null}
          <PictureInput accept="image/jpeg,image/png,image/webp" off={off} onChoose={pick}>
            {kept || chosen ? 'Choose another picture' : 'Choose a picture'}
          </PictureInput>
          {kept && !chosen ? <TakeAway good={good} off={off} onDone={() => setDone('Taken away.')} /> : null}
        </div>
      </DropPlace>
      <Unsaved
        formId={`picture-${good.id}`}
        isUnsaved={chosen !== undefined}
        isSending={wish.state === 'sending'}
      />
    </Card>
  )
}

/** Where it is written, and over which picture. */
const addressOf = ({ id, picture }: GoodDetail): string =>
  `${goodPictureKey(id)}${picture === null ? '' : `?seen=${picture}`}`

type ShownProps = Props & { picture: string | undefined }

/** The tile as the tills show it. Nothing to press: it says nothing that does not stand on the page in words. */
function TileShown({ good, shared, office, picture }: ShownProps) {
  const { country, currency } = office.shop
  const { colour = 1 } = shared.categories.find(({ id }) => id === good.categoryId) ?? {}
  return (
    <div inert className="mx-auto grid h-[116px] w-[164px]">
      <Tile
        id={good.id}
        name={good.name}
        price={formatFor(country, currency).money(money(good.priceMinor, currency))}
        colour={colourOf(colour - 1)}
        picture={picture}
        onPress={() => undefined}
        tabIndex={-1}
      />
    </div>
  )
}

type DecideProps = { wish: Wish; chosen: Blob; onForget: () => void }

function Decide({ wish, chosen, onForget }: DecideProps) {
  const isSending = wish.state === 'sending'
  return (
    <>
      <Button size={48} variant="go" className="px-5" off={isSending} onClick={() => void wish.send(chosen)}>
        {isSending ? 'Sending the picture' : 'Put it on the tile'}
      </Button>
      <Button size={48} className="px-5" off={isSending} onClick={onForget}>
        Do not use it
      </Button>
    </>
  )
}

type AwayProps = { good: GoodDetail; off: boolean | string; onDone: () => void }

function TakeAway({ good, off, onDone }: AwayProps) {
  const { asked, ask, keep, wish } = useQuestion<'away'>({
    url: addressOf(good),
    method: 'DELETE',
    asksAgain: [goodKey(good.id)],
    onDone,
  })
  return (
    <>
      <Button size={48} className="px-5" off={off} onClick={() => ask('away')}>
        Take it away
      </Button>
      {asked ? (
        <ConfirmDialog
          question={`Take the picture of ${good.name} away?`}
          body="Every till shows its name on its colour again within a second. The till keeps no copy of the picture."
          confirm="Take it away"
          keep="Keep it"
          wish={wish}
          onConfirm={() => void wish.send()}
          onKeep={keep}
        />
      ) : null}
    </>
  )
}
