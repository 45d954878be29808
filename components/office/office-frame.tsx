'use client'

import type { ReactNode } from 'react'
import { ApprovalSheet } from '#components/approval/approval-sheet.tsx'
import { StayIn } from '#components/lock/stay-in.tsx'
import { cx } from '#components/ui/cx.ts'
import { formatFor } from '#lib/client/format.ts'
import { FormatContext } from '#lib/client/use-format.ts'
import { useLiveRevalidation } from '#lib/client/use-live-line.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { BadgeNote } from './badge-note.tsx'
import { OfficeNav } from './office-nav.tsx'
import type { Place } from './places.ts'
import { useSurprises } from './use-office.ts'

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

/** The pages behind the counter: where one is on the left, on small screens behind a menu. Everything on them stays live. */
export function OfficeFrame({ here, office, title, above, actions, children }: Props) {
  useLiveRevalidation()
  const { openWaiting, unknownWaiting } = useSurprises(office.surprises)
  return (
    <FormatContext value={formatFor(office.shop.country, office.shop.currency)}>
      <div className="@container/office h-full">
        <div className="flex h-full min-h-0 @max-[959px]/office:flex-col">
          <a
            href="#content"
            className="sr-only z-20 rounded-chip bg-ink p-3 font-label text-surface focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
          >
            To the content
          </a>
          <OfficeNav here={here} role={office.who.role} waiting={openWaiting + unknownWaiting} />
          <main
            id="content"
            // It scrolls: a keyboard reaches what lies below even where there is nothing to press. What is only read aloud is placed by it,
            // and does not make the window longer.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: for that reason alone.
            tabIndex={0}
            className="relative min-h-0 min-w-0 flex-1 overflow-y-auto p-7 outline-offset-[-3px] @max-[1099px]/office:p-5 @max-[719px]/office:p-4"
          >
            <div className="mx-auto flex max-w-[1240px] flex-col gap-5">
              <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-3">
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
        <BadgeNote />
        <StayIn drawnFor={office.who} />
        <ApprovalSheet />
      </div>
    </FormatContext>
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
