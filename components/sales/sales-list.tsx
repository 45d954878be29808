'use client'

import Link from 'next/link'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { SurprisesBanner } from '#components/surprises/surprises-banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { HeldAnswer } from '#lib/contracts/payments.ts'
import { countOf } from '#lib/domain/cart.ts'
import { liveCard, type Sale } from '#lib/domain/sale.ts'
import { HeldMoney } from './held-money.tsx'
import { howPaid } from './how-paid.ts'

type Props = {
  readonly country: string
  readonly sales: readonly Sale[]
  readonly held: HeldAnswer
  readonly office: OfficeView
}

const STATUS = {
  paid: { glyph: 'done', words: 'Paid' },
  open: { glyph: 'waiting', words: 'Open' },
  voided: { glyph: 'cancelled', words: 'Voided' },
  held: { glyph: 'waiting', words: 'Open, its money is held' },
} as const

/** The shop's newest sales: what became of each, how it was paid, and the way to what happened. */
export function SalesList({ country, sales, held, office }: Props) {
  return (
    <OfficeFrame here="sales" office={office} title={<OfficeTitle>Sales</OfficeTitle>}>
      <SurprisesBanner first={office.surprises} />
      <HeldMoney country={country} first={held} />
      {sales.length === 0 ? (
        <Card className="flex min-h-96">
          <EmptyState title="No sales yet">
            The first one you ring up shows here, with its receipt.
          </EmptyState>
        </Card>
      ) : (
        <Card className="overflow-hidden">
          <ul>
            {sales.map(sale => (
              <SaleRow key={sale.id} sale={sale} country={country} />
            ))}
          </ul>
        </Card>
      )}
    </OfficeFrame>
  )
}

function SaleRow({ sale, country }: { readonly sale: Sale; readonly country: string }) {
  const format = formatFor(country, sale.rule.currency)
  const { glyph, words } = STATUS[liveCard(sale)?.state === 'held' ? 'held' : sale.status]
  const items = countOf(sale.lines)
  return (
    <li className="border-line border-b last:border-b-0">
      <Link
        href={`/sales/${sale.id}`}
        className="grid min-h-[68px] grid-cols-[28px_1fr_auto] items-center gap-4 px-5 py-2 hover:bg-canvas"
      >
        <Glyph name={glyph} className="size-6" />
        <span className="flex flex-col">
          <span className="font-name text-row">
            Sale {sale.number} <span className="text-ink-2 text-small">{words}</span>
          </span>
          <span className="text-ink-2 text-small">
            <LocalTime at={sale.paidAt ?? sale.openedAt} write={format.moment} /> · {items}{' '}
            {items === 1 ? 'item' : 'items'} · {howPaid(sale, format)}
          </span>
        </span>
        <span className="font-strong text-title">{format.money(sale.wantedTotal)}</span>
      </Link>
    </li>
  )
}
