'use client'

import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { Mark } from '#components/ui/logo.tsx'
import { formatFor } from '#lib/client/format.ts'
import { countOf } from '#lib/domain/cart.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { howPaid } from './how-paid.ts'

type Props = { readonly country: string; readonly sales: readonly Sale[] }

const STATUS = {
  paid: { glyph: 'done', words: 'Paid' },
  open: { glyph: 'waiting', words: 'Open' },
  voided: { glyph: 'cancelled', words: 'Voided' },
} as const

/** The shop's newest sales: what became of each, how it was paid, and the way to its receipt. */
export function SalesList({ country, sales }: Props) {
  return (
    <main className="mx-auto flex h-full max-w-[1080px] flex-col gap-5 overflow-y-auto p-7 max-[720px]:p-4">
      <header className="flex items-center gap-4">
        <Mark height={28} />
        <h1 className="grow font-strong text-[32px]/[38px] tracking-[-0.02em]">Sales</h1>
        <Link
          href="/register"
          className="flex h-12 items-center rounded-button border-2 border-edge bg-surface px-5 font-label"
        >
          Back to the register
        </Link>
      </header>
      {sales.length === 0 ? (
        <EmptyState title="No sales yet">The first one you ring up shows here, with its receipt.</EmptyState>
      ) : (
        <ul className="rounded-card bg-surface shadow-card">
          {sales.map(sale => (
            <SaleRow key={sale.id} sale={sale} country={country} />
          ))}
        </ul>
      )}
    </main>
  )
}

function SaleRow({ sale, country }: { readonly sale: Sale; readonly country: string }) {
  const format = formatFor(country, sale.rule.currency)
  const { glyph, words } = STATUS[sale.status]
  const items = countOf(sale.lines)
  return (
    <li className="border-line border-b last:border-b-0">
      <Link
        href={`/receipts/${sale.id}`}
        className="grid min-h-[68px] grid-cols-[28px_1fr_auto] items-center gap-4 px-5 py-2 hover:bg-canvas"
      >
        <Glyph name={glyph} className="size-6" />
        <span className="flex flex-col">
          <span className="font-name text-row">
            Sale {sale.number} <span className="text-ink-3 text-small">{words}</span>
          </span>
          <span className="text-ink-3 text-small" suppressHydrationWarning>
            {format.moment(sale.paidAt ?? sale.openedAt)} · {items} {items === 1 ? 'item' : 'items'} ·{' '}
            {howPaid(sale, format)}
          </span>
        </span>
        <span className="font-strong text-title">{format.money(sale.wantedTotal)}</span>
      </Link>
    </li>
  )
}
