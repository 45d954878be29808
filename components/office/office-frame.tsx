'use client'

import {
  ArrowLeft,
  CreditCard,
  Flag,
  HeartPulse,
  MapPin,
  Monitor,
  Nfc,
  Package,
  ReceiptText,
  ScrollText,
  Settings,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Count } from '#components/ui/count.tsx'
import { cx } from '#components/ui/cx.ts'
import { Wordmark } from '#components/ui/wordmark.tsx'
import { useLiveRevalidation } from '#lib/client/use-live-line.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { may, type Permission } from '#lib/domain/permissions.ts'
import { useSurprises } from './use-office.ts'

/** Each with what one needs to go there: who may not does not see it. */
const PLACES = [
  { here: 'sales', href: '/sales', name: 'Sales', Icon: ReceiptText, needs: 'sale.view' },
  { here: 'payments', href: '/payments', name: 'Payments', Icon: Nfc, needs: 'payments.view' },
  { here: 'surprises', href: '/surprises', name: 'Surprises', Icon: Flag, needs: 'surprises.view' },
  { here: 'goods', href: '/goods', name: 'Goods', Icon: Package, needs: 'goods.view' },
  { here: 'readers', href: '/readers', name: 'Readers', Icon: CreditCard, needs: 'readers.view' },
  { here: 'locations', href: '/locations', name: 'Locations', Icon: MapPin, needs: 'locations.view' },
  { here: 'registers', href: '/registers', name: 'Registers', Icon: Monitor, needs: 'registers.view' },
  { here: 'people', href: '/people', name: 'People', Icon: Users, needs: 'people.view' },
  { here: 'settings', href: '/settings', name: 'Settings', Icon: Settings, needs: 'till.use' },
  { here: 'health', href: '/health', name: 'Health', Icon: HeartPulse, needs: 'health.view' },
  { here: 'audit', href: '/audit', name: 'Audit', Icon: ScrollText, needs: 'audit.view' },
] as const satisfies readonly { readonly needs: Permission; readonly [part: string]: unknown }[]

export type Place = (typeof PLACES)[number]['here']

type Props = {
  here: Place
  /** Who looks and what waits for a manager, as the server knew it when it drew the page. */
  office: OfficeView
  title: ReactNode
  /** Above the title: where one has come from. */
  above?: ReactNode | undefined
  /** Beside the title. */
  actions?: ReactNode | undefined
  children: ReactNode
}

/** The pages behind the counter: where one is on the left, on small screens above. Everything on them stays live. */
export function OfficeFrame({ here, office, title, above, actions, children }: Props) {
  useLiveRevalidation()
  const { open } = useSurprises(office.surprises)
  return (
    <div className="flex h-full min-h-0 max-[1099px]:flex-col">
      <nav
        aria-label="Back office"
        className="flex flex-none flex-col gap-1 bg-control/60 p-3 min-[1100px]:w-[216px] max-[1099px]:flex-row max-[1099px]:items-center max-[719px]:px-2 max-[719px]:py-2"
      >
        <span className="px-2.5 pt-2 pb-4 max-[1099px]:p-2 max-[719px]:hidden">
          <Wordmark height={30} />
        </span>
        {PLACES.filter(({ needs }) => may(office.who.role, needs)).map(
          ({ here: place, href, name, Icon }) => (
            <Link
              key={place}
              href={href}
              aria-current={place === here ? 'page' : undefined}
              className={cx(
                'flex h-11 items-center gap-3 rounded-chip px-3 text-[17px]/[22px] max-[719px]:gap-1 max-[719px]:px-1.5 max-[719px]:text-[15px]/[20px]',
                place === here ? 'bg-surface font-label shadow-card' : 'text-ink-2 hover:bg-control',
              )}
            >
              <Icon className="size-5 flex-none max-[719px]:hidden" aria-hidden="true" />
              {name}
              {place === 'surprises' && open.length > 0 ? (
                <Count value={String(open.length)} className="ml-auto h-6 min-w-6 text-label" />
              ) : null}
            </Link>
          ),
        )}
        <span className="flex-1" />
        <Link
          href="/register"
          className="flex h-11 items-center gap-3 rounded-chip bg-ink px-4 font-label text-[17px]/[22px] text-surface max-[719px]:px-3"
        >
          <ArrowLeft className="size-5 flex-none" aria-hidden="true" />
          <span className="max-[719px]:sr-only">To the counter</span>
        </Link>
      </nav>
      <main className="min-h-0 min-w-0 flex-1 overflow-y-auto p-7 max-[1099px]:p-5 max-[719px]:p-4">
        <div className="mx-auto flex max-w-[1240px] flex-col gap-5">
          <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
            <div className="min-w-0">
              {above === undefined ? null : <p className="mb-1 text-ink-2 text-small">{above}</p>}
              {title}
            </div>
            {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
          </header>
          {children}
        </div>
      </main>
    </div>
  )
}

export const OfficeTitle = ({ children }: { children: ReactNode }) => (
  <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-strong text-[30px]/[38px] tracking-[-.02em]">
    {children}
  </h1>
)

/** A white card of the office. */
export function Card({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <section className={cx('rounded-card bg-surface shadow-card forced-colors:border', className)}>
      {children}
    </section>
  )
}
