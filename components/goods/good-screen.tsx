'use client'

import { Archive, ArchiveRestore } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useWish, type Wish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { GoodAnswer, GoodsShared } from '#lib/contracts/goods.ts'
import { goodKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { GoodDetail } from '#lib/domain/goods.ts'
import { GoodForm } from './good-form.tsx'
import { valuesOf } from './good-values.ts'
import { mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { PictureCard } from './picture-card.tsx'
import { StockCard } from './stock-card.tsx'
import { useGood, useGoodsShared } from './use-office-goods.ts'

type Props = { first: GoodAnswer; shared: GoodsShared; office: OfficeView }

/** One good: what it is, and how many there are. */
export function GoodScreen({ first, shared: firstShared, office }: Props) {
  const { good, movements } = useGood(first)
  const shared = useGoodsShared(firstShared)
  const format = formatFor(office.shop.country, office.shop.currency)
  const key = goodKey(good.id)
  const wish = useWish({ url: key, money: format.money, asksAgain: [key] })
  const archiving = useWish({ url: `${key}/archived`, asksAgain: [key] })
  return (
    <OfficeFrame
      here="goods"
      office={office}
      above={
        <Link href="/goods" className="underline decoration-line underline-offset-4 hover:decoration-edge">
          Goods
        </Link>
      }
      title={<OfficeTitle>{good.name}</OfficeTitle>}
      actions={<ArchiveButton good={good} office={office} wish={archiving} />}
    >
      {good.archived ? (
        <Banner tone="care" glyph="cancelled" strong="Archived.">
          No till sells it. It keeps everything, and comes back as it was.
        </Banner>
      ) : null}
      {good.archived ? <WishBanner wish={archiving} /> : null}
      <div className="@container">
        <div className="grid grid-cols-[1fr_380px] items-start gap-5 @max-[900px]:grid-cols-1">
          <GoodForm first={valuesOf(good)} shared={shared} office={office} wish={wish} save="Save the good" />
          <div className="grid gap-5">
            <PictureCard good={good} shared={shared} office={office} />
            <StockCard good={good} movements={movements} office={office} />
          </div>
        </div>
      </div>
    </OfficeFrame>
  )
}

type ArchiveProps = { good: GoodDetail; office: OfficeView; wish: Wish }

/** Leaving every till is asked about; coming back harms nobody, and the same button takes it back. */
function ArchiveButton({ good, office, wish }: ArchiveProps) {
  const [isAsked, setAsked] = useState(false)
  const send = async () => {
    const sent = await wish.send({ archived: !good.archived, version: good.version })
    if (sent?.outcome === 'done') setAsked(false)
  }
  const isYours = mayManage(office)
  const off = isYours ? wish.state === 'sending' : NEEDS_MANAGER
  if (good.archived)
    return (
      <Button
        size={48}
        icon={isYours ? <ArchiveRestore className="size-5" /> : undefined}
        off={off}
        onClick={() => void send()}
      >
        Sell it again
      </Button>
    )
  return (
    <>
      <Button
        size={48}
        icon={isYours ? <Archive className="size-5" /> : undefined}
        off={off}
        onClick={() => {
          wish.forget()
          setAsked(true)
        }}
      >
        Archive
      </Button>
      {isAsked ? (
        <ConfirmDialog
          question={`Archive ${good.name}?`}
          body="It leaves every till within a second. Sales that have it keep it, its codes stay its own, and it can come back at any time."
          confirm="Archive it"
          keep="Keep selling it"
          wish={wish}
          onConfirm={() => void send()}
          onKeep={() => setAsked(false)}
        />
      ) : null}
    </>
  )
}
