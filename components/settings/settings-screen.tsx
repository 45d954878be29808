'use client'

import Link from 'next/link'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { HeldMoney } from '#components/sales/held-money.tsx'
import { AppearanceControls } from '#components/ui/appearance-controls.tsx'
import { useShopSettings } from '#lib/client/use-settings.ts'
import type { CardSettingsAnswer } from '#lib/contracts/card-settings.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { HeldAnswer } from '#lib/contracts/payments.ts'
import type { ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import { CardSettings } from './card-settings.tsx'
import { MoneyPart, NumbersPart } from './money-part.tsx'
import { OwnPin } from './own-pin.tsx'
import { ShopPart } from './shop-part.tsx'

type Props = {
  held: HeldAnswer
  /** For those who may see what the shop is set to. */
  settings?: { cards: CardSettingsAnswer; shop: ShopSettingsAnswer } | undefined
  office: OfficeView
  /** Who is signed in, where that person may not change anything. */
  onlyLooks?: string | undefined
}

/** What the shop is set to: itself and its receipts, its money, how it takes cards; and how this browser looks and sounds. */
export const SettingsScreen = ({ held, settings, office, onlyLooks }: Props) => (
  <OfficeFrame
    here="settings"
    office={office}
    title={<OfficeTitle>Settings</OfficeTitle>}
    actions={settings ? <Parts /> : undefined}
  >
    <div className="@container grid gap-5">
      {settings ? (
        <ShopParts first={settings.shop} at={held.now} who={office.who.name} onlyLooks={onlyLooks} />
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)_380px] items-start gap-5 @max-[900px]:grid-cols-1">
        <div id="cards" className="grid scroll-mt-4 gap-5">
          {settings ? <CardSettings first={settings.cards} onlyLooks={onlyLooks} /> : null}
          <HeldMoney country={office.shop.country} first={held} />
        </div>
        <div className="grid gap-5">
          <OwnPin name={office.who.name} />
          <Card className="grid gap-5 p-6 max-[719px]:p-4">
            <header id="look" className="scroll-mt-4">
              <h2 className="font-strong text-title">Look and sound</h2>
              <p className="text-ink-2 text-small">On this browser alone, at once.</p>
            </header>
            <AppearanceControls />
          </Card>
        </div>
      </div>
    </div>
  </OfficeFrame>
)

type ShopProps = { first: ShopSettingsAnswer; at: number; who: string; onlyLooks?: string | undefined }

function ShopParts({ first, at, who, onlyLooks }: ShopProps) {
  const shop = useShopSettings(first)
  return (
    <>
      <ShopPart shop={shop} who={who} at={at} onlyLooks={onlyLooks} />
      <div className="grid grid-cols-2 items-start gap-5 @max-[820px]:grid-cols-1">
        <MoneyPart shop={shop} onlyLooks={onlyLooks} />
        <NumbersPart shop={shop} onlyLooks={onlyLooks} />
      </div>
    </>
  )
}

const PARTS = [
  ['#shop', 'Shop'],
  ['#money', 'Money'],
  ['#cards', 'Cards'],
  ['#look', 'Look'],
] as const

/** The way to each part, and to the page of the wiring. */
const Parts = () => (
  <nav aria-label="Parts of the settings" className="flex flex-wrap gap-1">
    {PARTS.map(([href, words]) => (
      <a key={href} href={href} className={PART}>
        {words}
      </a>
    ))}
    <Link href="/settings/stripe" className={PART}>
      Stripe
    </Link>
  </nav>
)

const PART =
  'flex h-11 items-center rounded-chip px-3.5 font-label text-small underline decoration-edge underline-offset-4 hover:bg-control'
