'use client'

import { useMemo } from 'react'
import type { Column } from '#components/office/column.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { ServerTable } from '#components/office/server-table.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { SurprisesBanner } from '#components/surprises/surprises-banner.tsx'
import { GoLink } from '#components/ui/go-link.tsx'
import { SALE_STATES, saleStateWords } from '#components/words/sale-state.ts'
import { type Format, formatFor } from '#lib/client/format.ts'
import { salesKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { HeldAnswer } from '#lib/contracts/payments.ts'
import { MOST_SALES_EXPORTED, type SalesAnswer } from '#lib/contracts/sales-list.ts'
import { tableQueryString } from '#lib/contracts/table-query.ts'
import type { SaleInList } from '#lib/domain/sales-list.ts'
import { HeldMoney } from './held-money.tsx'
import { givenBack, howPaid } from './how-paid.ts'

type Props = { readonly first: SalesAnswer; readonly held: HeldAnswer; readonly office: OfficeView }

const STATE_FILTER = {
  key: 'state',
  label: 'State',
  options: Object.entries(SALE_STATES).map(([value, { words }]) => ({ value, label: words })),
}

const PAID_FILTER = {
  key: 'paid',
  label: 'Paid',
  options: [
    { value: 'card', label: 'By card' },
    { value: 'cash', label: 'In cash' },
  ],
}

const EMPTY = {
  title: 'No sales yet',
  line: 'The first one you ring up shows here, with its receipt.',
  action: <GoLink href="/register">Ring something up</GoLink>,
}

/** Every sale of the shop: what became of it, how it was paid, and the way to what happened. Found by number, card, amount or goods. */
export function SalesList({ first, held, office }: Props) {
  const { country, currency } = office.shop
  const format = formatFor(country, currency)
  const columns = useMemo(() => columnsFor(format), [format])
  const registers = first.registers.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <OfficeFrame here="sales" office={office} title={<OfficeTitle>Sales</OfficeTitle>}>
      <SurprisesBanner first={office.surprises} />
      <HeldMoney country={country} first={held} />
      <ServerTable
        load={query => `${salesKey}${tableQueryString(query)}`}
        reading={readSales}
        first={first}
        columns={columns}
        rowKey={sale => sale.id}
        label="Sales"
        rowHref={sale => `/sales/${sale.id}`}
        filters={[
          STATE_FILTER,
          PAID_FILTER,
          ...(registers.length > 1 ? [{ key: 'register', label: 'Register', options: registers }] : []),
        ]}
        initialSort="-sale"
        exportHref={query => `${salesKey}/export${tableQueryString({ ...query, page: 1 })}`}
        exportMost={MOST_SALES_EXPORTED}
        empty={EMPTY}
      />
    </OfficeFrame>
  )
}

const readSales = (body: unknown): SalesAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'registers' in body ? (body as SalesAnswer) : undefined

const items = ({ items: count }: SaleInList): string => `${count} ${count === 1 ? 'item' : 'items'}`

const columnsFor = (format: Format): readonly Column<SaleInList>[] => [
  {
    key: 'state',
    head: 'State',
    phone: 'state',
    cell: ({ state, total, returned }) => {
      const { glyph, words } = saleStateWords(state, total, returned)
      return <StateCell glyph={glyph} word={words} />
    },
  },
  {
    key: 'sale',
    head: 'Sale',
    phone: 'title',
    cell: sale => (
      <TwoLines
        strong
        first={`Sale ${sale.number}`}
        line={<LocalTime at={sale.at} write={format.moment} />}
      />
    ),
    sort: 'server',
  },
  {
    key: 'paid',
    head: 'How paid',
    cell: sale => (
      <TwoLines
        first={`${howPaid(sale.paid, format)}${givenBack(sale.returned, format)}`}
        line={`${items(sale)} · ${sale.registerName}`}
      />
    ),
  },
  {
    key: 'total',
    head: 'Total',
    align: 'end',
    phone: 'end',
    cell: sale => <b className="font-strong">{format.money(sale.total)}</b>,
    sort: 'server',
  },
]
