import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { cx } from '#components/ui/cx.ts'
import { VIRTUAL_ABOVE } from '#lib/client/table/window-of.ts'
import { type Column, placeOf, titleOf } from './column.ts'
import { type Opening, TableRow } from './table-row.tsx'
import { useRowWindow } from './use-row-window.ts'

export type TableSort = { readonly by: string; readonly down: boolean }

type Props<Row> = Opening<Row> & {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly label: string
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
  readonly needsSomebody?: ((row: Row) => boolean) | undefined
  /** Another answer is on its way: what is shown may be old. */
  readonly isBusy?: boolean | undefined
}

/** Rows under heads that sort; a list where there is no room for columns. Of a long one only what is near the screen is drawn. */
export function Table<Row>(props: Props<Row>) {
  const { rows, columns, label, sort, onSort, isBusy = false } = props
  const isLong = rows.length > VIRTUAL_ABOVE
  return (
    <div
      className="table-box overflow-x-auto rounded-card bg-surface shadow-card forced-colors:border"
      aria-busy={isBusy || undefined}
    >
      <table
        className={cx('office-table', isLong && 'office-table-long')}
        aria-label={label}
        aria-rowcount={isLong ? rows.length + 1 : undefined}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <Head key={column.key} column={column} columns={columns} sort={sort} onSort={onSort} />
            ))}
            {opens(props) && columns.every(column => column.head !== '') ? <td data-place="action" /> : null}
          </tr>
        </thead>
        <Rows {...props} isLong={isLong} />
      </table>
    </div>
  )
}

const opens = <Row,>({ rowHref, onOpen }: Opening<Row>): boolean =>
  rowHref !== undefined || onOpen !== undefined

function Rows<Row>({
  rows,
  columns,
  rowKey,
  needsSomebody,
  rowHref,
  onOpen,
  isLong,
}: Props<Row> & { readonly isLong: boolean }) {
  const { body, from, to, rowHeight } = useRowWindow(rows.length)
  return (
    <tbody ref={body} onKeyDown={walk}>
      <Gap height={from * rowHeight} />
      {rows.slice(from, to).map((row, at) => (
        <TableRow
          key={rowKey(row)}
          row={row}
          columns={columns}
          needsSomebody={needsSomebody?.(row) ?? false}
          index={isLong ? from + at + 2 : undefined}
          rowHref={rowHref}
          onOpen={onOpen}
        />
      ))}
      <Gap height={(rows.length - to) * rowHeight} />
    </tbody>
  )
}

/** Stands for the rows that are not drawn. Never in what the server renders: there the height of a row is not known, and zero. */
const Gap = ({ height }: { height: number }) =>
  height <= 0 ? null : (
    <tr>
      <td className="table-gap" style={{ height }} />
    </tr>
  )

/** The arrows go from row to row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.row-open')) return
  const row = event.target.closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const open = next?.querySelector<HTMLElement>('.row-open')
  if (!open) return
  event.preventDefault()
  open.focus()
}

type HeadProps<Row> = {
  readonly column: Column<Row>
  readonly columns: readonly Column<Row>[]
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
}

function Head<Row>({ column, columns, sort, onSort }: HeadProps<Row>) {
  const { key, head, align } = column
  const place = placeOf(column, titleOf(columns))
  if (head === '') return <td data-place={place} />
  if (column.sort === undefined)
    return (
      <th scope="col" data-place={place} data-align={align}>
        {head}
      </th>
    )
  const isBy = sort.by === key
  const Icon = isBy ? (sort.down ? ArrowDown : ArrowUp) : ChevronsUpDown
  return (
    <th
      scope="col"
      data-place={place}
      data-align={align}
      aria-sort={isBy ? (sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="head-sort"
        onClick={() => onSort({ by: key, down: isBy && !sort.down })}
      >
        {head}
        <Icon aria-hidden="true" className={cx('size-4 flex-none', !isBy && 'opacity-45')} />
      </button>
    </th>
  )
}
