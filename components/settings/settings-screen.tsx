'use client'

import Link from 'next/link'
import { AppearanceControls } from '#components/ui/appearance-controls.tsx'
import { Mark } from '#components/ui/logo.tsx'
import { useLiveRevalidation } from '#lib/client/use-live-line.ts'
import type { CardSettingsAnswer } from '#lib/contracts/card-settings.ts'
import { CardSettings } from './card-settings.tsx'

type Props = { cards: CardSettingsAnswer; onlyLooks?: string | undefined }

const LINK = 'flex h-12 items-center rounded-button bg-surface px-5 font-label inset-ring-2 inset-ring-edge'

/** How cards are taken, and how this register looks and sounds. */
export function SettingsScreen({ cards, onlyLooks }: Props) {
  useLiveRevalidation()
  return (
    <main className="@container h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[1180px] flex-col gap-5 p-7 @max-[720px]:p-4">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <Mark height={28} />
          <h1 className="grow font-strong text-[32px]/[38px] tracking-[-0.02em]">Settings</h1>
          <nav aria-label="Elsewhere" className="flex gap-2.5">
            <Link href="/sales" prefetch={false} className={LINK}>
              Sales
            </Link>
            <Link href="/register" prefetch={false} className={LINK}>
              Back to the register
            </Link>
          </nav>
        </header>
        <div className="grid grid-cols-[1fr_400px] items-start gap-5 @max-[960px]:grid-cols-1">
          <CardSettings first={cards} onlyLooks={onlyLooks} />
          <section aria-labelledby="looks" className="grid gap-5 rounded-card bg-surface p-6 shadow-card">
            <header>
              <h2 id="looks" className="font-strong text-title">
                Look and sound
              </h2>
              <p className="text-ink-2 text-small">On this browser alone, at once.</p>
            </header>
            <AppearanceControls />
          </section>
        </div>
      </div>
    </main>
  )
}
