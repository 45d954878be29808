'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Reading } from '#lib/client/fetch.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { useRead } from '#lib/client/use-read.ts'
import { PAGE_SIZE, sortOf, type TablePage, type TableQuery } from '#lib/contracts/table-query.ts'
import type { Column } from './column.ts'
import { type Empty, EmptyList, NothingFits } from './data-table.tsx'
import { Table, type TableSort } from './table.tsx'
import type { Opening } from './table-row.tsx'
import { EXPORT_LOOK, ExportWords, TableTools } from './table-tools.tsx'
import { useTableQuery } from './use-table-query.ts'

type Props<Row> = Opening<Row> & {
  /** The URL that answers a query, for instance `/api/audit${tableQueryString(query)}`. */
  readonly load: (query: TableQuery) => string
  readonly reading: Reading<TablePage<Row>>
  /** What the server rendered for the address this page was opened with. */
  readonly first: TablePage<Row>
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly label: string
  /** Whether the server looks for words. */
  readonly search?: boolean | undefined
  readonly filters?:
    | readonly {
        readonly key: string
        readonly label: string
        readonly options: readonly { readonly value: string; readonly label: string }[]
      }[]
    | undefined
  /** Where the server gives all that fits as a file. */
  readonly exportHref?: ((query: TableQuery) => string) | undefined
  /** More rows than this are in no one file. */
  readonly exportMost?: number | undefined
  readonly empty: Empty
  readonly needsSomebody?: ((row: Row) => boolean) | undefined
  readonly initialSort?: string | undefined
  readonly pageSize?: number | undefined
}

/** A list too long for a browser: the server searches, narrows, sorts and turns the pages. What it last said stays until it answers. */
export function ServerTable<Row>(props: Props<Row>) {
  const { columns, rowKey, label, filters = [], search = true, pageSize = PAGE_SIZE } = props
  const table = useTableQuery(
    filters.map(({ key }) => key),
    props,
  )
  const key = props.load(table.query)
  const [firstKey] = useState(key)
  const { data, error, isLoading, isValidating } = useRead(key, props.reading, {
    ...(key === firstKey ? { first: props.first } : {}),
    asksAgain: true,
  })
  const { rows, total } = data ?? props.first
  const { number } = useFormat()
  const sort = sortOf(table.query)
  const onSort = ({ by, down }: TableSort) => table.set({ sort: `${down ? '-' : ''}${by}` })
  const isNarrowed = table.query.q !== '' || Object.keys(table.query.filters).length > 0

  if (total === 0 && !isNarrowed && table.typed === '') return <EmptyList {...props.empty} />
  return (
    <div className="table-parts grid gap-3.5">
      <TableTools
        label={label}
        columns={columns}
        search={search ? { typed: table.typed, onType: table.type } : undefined}
        filters={filters}
        chosen={table.query.filters}
        onFilter={table.setFilter}
        sort={sort}
        onSort={onSort}
        count={`${number(total)} ${isNarrowed ? 'found' : 'in all'}`}
      >
        {props.exportHref === undefined ? null : (
          <a href={props.exportHref(table.query)} download className={EXPORT_LOOK}>
            <ExportWords />
          </a>
        )}
      </TableTools>
      {props.exportMost === undefined || total <= props.exportMost ? null : (
        <p className="text-ink-2 text-small">
          The export holds the first {number(props.exportMost)} of these. Narrow the list to get the others.
        </p>
      )}
      {error === undefined || isValidating ? null : (
        <Banner tone="care" glyph="unknown" strong="The till’s server did not answer.">
          What you see is what it last told.
        </Banner>
      )}
      {rows.length === 0 ? (
        <NothingFits onClear={table.clear} />
      ) : (
        <Table
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          label={label}
          sort={sort}
          onSort={onSort}
          needsSomebody={props.needsSomebody}
          rowHref={props.rowHref}
          onOpen={props.onOpen}
          isBusy={isLoading && data === undefined}
        />
      )}
      <Pages
        page={table.query.page}
        size={pageSize}
        total={total}
        label={label}
        onPage={page => table.set({ page })}
      />
    </div>
  )
}

type PagesProps = { page: number; size: number; total: number; label: string; onPage: (page: number) => void }

function Pages({ page, size, total, label, onPage }: PagesProps) {
  const { number } = useFormat()
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1 && page === 1) return null
  const from = Math.min(total, (page - 1) * size + 1)
  return (
    <nav aria-label={`Pages of ${label.toLowerCase()}`} className="flex items-center justify-end gap-2.5">
      <p className="mr-auto text-ink-2 text-small">
        {number(from)}–{number(Math.min(total, page * size))} of {number(total)}
      </p>
      <Button
        size={48}
        off={page <= 1}
        title={page <= 1 ? 'This is the first page' : undefined}
        onClick={() => onPage(Math.min(page - 1, last))}
        icon={<ChevronLeft className="size-5" />}
      >
        Before
      </Button>
      <Button
        size={48}
        off={page >= last}
        title={page >= last ? 'This is the last page' : undefined}
        onClick={() => onPage(page + 1)}
      >
        Next
        <ChevronRight className="size-5" aria-hidden="true" />
      </Button>
    </nav>
  )
}
