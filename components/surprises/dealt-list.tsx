import Link from 'next/link'
import { useMemo } from 'react'
import type { Column } from '#components/office/column.ts'
import { DAYS_FILTER } from '#components/office/days-filter.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { ServerTable } from '#components/office/server-table.tsx'
import { TwoLines } from '#components/office/table-cells.tsx'
import { surpriseWords } from '#components/words/surprises.ts'
import { formatFor } from '#lib/client/format.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { type DealtAnswer, MOST_DEALT_EXPORTED } from '#lib/contracts/dealt-list.ts'
import { dealtKey } from '#lib/contracts/keys.ts'
import { tableQueryString } from '#lib/contracts/table-query.ts'
import type { DealtInList, DealtKind } from '#lib/domain/dealt-list.ts'
import { InStripe } from './in-stripe.tsx'

type Props = { first: DealtAnswer; country: string; isHidden: boolean }

/** What people did about surprises. Nothing in it is ever dropped, so the server turns the pages. Hidden it hears of the first all the same. */
export function DealtList({ first, country, isHidden }: Props) {
  const format = useFormat()
  const columns = useMemo(() => columnsFor(country, format.moment), [country, format])
  return (
    <section hidden={isHidden}>
      <h2 className="mb-3 font-strong text-[22px]/[28px]">Dealt with</h2>
      <ServerTable
        load={query => `${dealtKey}${tableQueryString(query)}`}
        reading={readDealt}
        first={first}
        columns={columns}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        label="Dealt with"
        filters={[
          {
            key: 'kind',
            label: 'What',
            options: first.kinds.map(value => ({ value, label: dealtTitle(value) })),
          },
          DAYS_FILTER,
        ]}
        initialSort="-dealt"
        exportHref={query => `${dealtKey}/export${tableQueryString({ ...query, page: 1 })}`}
        exportMost={MOST_DEALT_EXPORTED}
        empty={{
          title: 'Nothing was dealt with yet',
          line: 'What somebody does about a surprise is written here, with who it was and when.',
        }}
      />
    </section>
  )
}

const readDealt = (body: unknown): DealtAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'kinds' in body ? (body as DealtAnswer) : undefined

/** What it was, in words. */
export const dealtTitle = (kind: DealtKind): string =>
  kind === 'no_sale' ? 'Money that no sale tells of' : surpriseWords(kind).title

const columnsFor = (country: string, moment: (ms: number) => string): readonly Column<DealtInList>[] => [
  {
    key: 'what',
    head: 'What',
    phone: 'title',
    cell: row => <TwoLines strong first={dealtTitle(row.kind)} line={<Whose row={row} />} />,
  },
  {
    key: 'how',
    head: 'What was done',
    cell: ({ dealt }) => <TwoLines first={`“${dealt.how}”`} line={dealt.by} />,
  },
  {
    key: 'dealt',
    head: 'When',
    cell: ({ dealt }) => <LocalTime at={dealt.at} write={moment} />,
    sort: 'server',
  },
  {
    key: 'happened',
    head: 'Came up',
    phone: 'hidden',
    cell: ({ at }) => <LocalTime at={at} write={moment} />,
    sort: 'server',
  },
  {
    key: 'amount',
    head: 'Amount',
    align: 'end',
    phone: 'end',
    cell: ({ amount }) => <b className="font-strong">{formatFor(country, amount.currency).money(amount)}</b>,
    sort: 'server',
  },
]

const Whose = ({ row }: { row: DealtInList }) =>
  row.kind === 'no_sale' ? (
    <InStripe {...row} />
  ) : (
    <Link href={`/sales/${row.saleId}`} prefetch={false} className="font-label underline underline-offset-4">
      Sale {row.saleNumber}
    </Link>
  )
