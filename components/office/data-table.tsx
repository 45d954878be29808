'use client'

import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { rowsShown, type TableFilter } from '#lib/client/table/rows-shown.ts'
import { sortOf } from '#lib/contracts/table-query.ts'
import { type Column, type FileColumn, linesOf } from './column.ts'
import { Card } from './office-frame.tsx'
import { saveList } from './save-list.ts'
import { Table, type TableSort } from './table.tsx'
import type { Opening } from './table-row.tsx'
import { EXPORT_LOOK, ExportWords, TableTools } from './table-tools.tsx'
import { useTableQuery } from './use-table-query.ts'

export type Empty = { readonly title: string; readonly line: string; readonly action?: ReactNode }

type Props<Row> = Opening<Row> & {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** What the rows are, in the plural: Readers. */
  readonly label: string
  /** The text of a row in which words are found. Missing: no search. */
  readonly search?: ((row: Row) => string) | undefined
  readonly filters?: readonly TableFilter<Row>[] | undefined
  /** The file's name without date and ending. Missing: no export. */
  readonly exportName?: string | undefined
  /** What there is no room for on the screen. */
  readonly alsoInFile?: readonly FileColumn<Row>[] | undefined
  /** Instead of the list while there is nothing at all. */
  readonly empty: Empty
  readonly needsSomebody?: ((row: Row) => boolean) | undefined
  /** A column's key, a minus before it for downwards. */
  readonly initialSort?: string | undefined
  /** False for a second list on a page: the page's address belongs to the first. */
  readonly inAddress?: boolean | undefined
}

/** A list the screen has whole: searched, narrowed, sorted and exported without asking anybody. */
export function DataTable<Row>(props: Props<Row>) {
  const { rows, columns, rowKey, label, search, filters = [], exportName, empty, needsSomebody } = props
  const table = useTableQuery(
    filters.map(({ key }) => key),
    props,
  )
  const sort = sortOf(table.query)
  const q = useDeferredValue(table.typed)
  const compare = columns.find(column => column.key === sort.by)?.sort
  const shown = useMemo(
    () =>
      rowsShown(rows, {
        q,
        search,
        filters,
        chosen: table.query.filters,
        compare: typeof compare === 'function' ? compare : undefined,
        down: sort.down,
      }),
    [rows, q, search, filters, table.query.filters, compare, sort.down],
  )
  const onSort = ({ by, down }: TableSort) => table.set({ sort: `${down ? '-' : ''}${by}` })

  if (rows.length === 0) return <EmptyList {...empty} />
  return (
    <div className="table-parts grid gap-3.5">
      <TableTools
        label={label}
        columns={columns}
        search={search && { typed: table.typed, onType: table.type }}
        filters={filters}
        chosen={table.query.filters}
        onFilter={table.setFilter}
        sort={sort}
        onSort={onSort}
        count={shown.length === rows.length ? `${rows.length} in all` : `${shown.length} of ${rows.length}`}
      >
        {exportName === undefined ? null : (
          <button
            type="button"
            className={EXPORT_LOOK}
            onClick={() => saveList(exportName, linesOf(shown, columns, props.alsoInFile))}
          >
            <ExportWords />
          </button>
        )}
      </TableTools>
      {shown.length === 0 ? (
        <NothingFits onClear={table.clear} />
      ) : (
        <Table
          rows={shown}
          columns={columns}
          rowKey={rowKey}
          label={label}
          sort={sort}
          onSort={onSort}
          needsSomebody={needsSomebody}
          rowHref={props.rowHref}
          onOpen={props.onOpen}
        />
      )}
    </div>
  )
}

export const EmptyList = ({ title, line, action }: Empty) => (
  <Card className="flex min-h-80">
    <EmptyState picture="line" title={title} action={action}>
      {line}
    </EmptyState>
  </Card>
)

export const NothingFits = ({ onClear }: { onClear: () => void }) => (
  <Card className="flex min-h-60">
    <EmptyState
      picture="none"
      title="Nothing fits"
      action={
        <Button size={48} onClick={onClear} className="px-5">
          Show all
        </Button>
      }
    >
      No row has these words and choices together.
    </EmptyState>
  </Card>
)
