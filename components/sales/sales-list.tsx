'use client'

import { useMemo } from 'react'
import type { Column } from '#components/office/column.ts'
import { DataTable } from '#components/office/data-table.tsx'
import { LocalTime } from '#components/office/local-time.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { SurprisesBanner } from '#components/surprises/surprises-banner.tsx'
import { decimal, type Format, formatFor } from '#lib/client/format.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { HeldAnswer } from '#lib/contracts/payments.ts'
import { countOf, fullName } from '#lib/domain/cart.ts'
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
  held: { glyph: 'waiting', words: 'Money held' },
} as const

const stateOf = (sale: Sale): keyof typeof STATUS => (liveCard(sale)?.state === 'held' ? 'held' : sale.status)

const FILTERS = [
  {
    key: 'state',
    label: 'State',
    options: Object.entries(STATUS).map(([value, { words }]) => ({ value, label: words })),
    of: stateOf,
  },
]

const EMPTY = { title: 'No sales yet', line: 'The first one you ring up shows here, with its receipt.' }

/** The shop's newest sales: what became of each, how it was paid, and the way to what happened. */
export function SalesList({ country, sales, held, office }: Props) {
  const currency = office.shop.currency
  const format = formatFor(country, currency)
  const columns = useMemo(() => columnsFor(format), [format])
  return (
    <OfficeFrame here="sales" office={office} title={<OfficeTitle>Sales</OfficeTitle>}>
      <SurprisesBanner first={office.surprises} />
      <HeldMoney country={country} first={held} />
      <DataTable
        rows={sales}
        columns={columns}
        rowKey={sale => sale.id}
        label="Sales"
        rowHref={sale => `/sales/${sale.id}`}
        search={sale => textOf(sale, format)}
        filters={FILTERS}
        exportName="sales"
        empty={EMPTY}
      />
    </OfficeFrame>
  )
}

const momentOf = (sale: Sale): number => sale.paidAt ?? sale.openedAt

/** A sale is found by its number, its amount, what is on it and how it was paid. */
const textOf = (sale: Sale, format: Format): string =>
  [
    `sale ${sale.number}`,
    format.money(sale.wantedTotal),
    howPaid(sale, format),
    ...sale.lines.map(fullName),
  ].join(' ')

function items(sale: Sale): string {
  const count = countOf(sale.lines)
  return `${count} ${count === 1 ? 'item' : 'items'}`
}

const columnsFor = (format: Format): readonly Column<Sale>[] => [
  {
    key: 'state',
    head: 'State',
    phone: 'state',
    cell: sale => {
      const { glyph, words } = STATUS[stateOf(sale)]
      return <StateCell glyph={glyph} word={words} />
    },
    sort: byText(stateOf),
    export: sale => STATUS[stateOf(sale)].words,
  },
  {
    key: 'sale',
    head: 'Sale',
    phone: 'title',
    cell: sale => (
      <TwoLines
        strong
        first={`Sale ${sale.number}`}
        line={<LocalTime at={momentOf(sale)} write={format.moment} />}
      />
    ),
    sort: byNumber(sale => sale.number),
    export: sale => sale.number,
  },
  {
    key: 'paid',
    head: 'How paid',
    cell: sale => <TwoLines first={howPaid(sale, format)} line={items(sale)} />,
    sort: byText(sale => howPaid(sale, format)),
    export: sale => howPaid(sale, format),
  },
  {
    key: 'total',
    head: 'Total',
    align: 'end',
    phone: 'end',
    cell: sale => <b className="font-strong">{format.money(sale.wantedTotal)}</b>,
    sort: byNumber(sale => sale.wantedTotal.minor),
    export: sale => decimal(sale.wantedTotal.minor, sale.wantedTotal.currency),
  },
]
