import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment, memo, type ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { type Column, placeOf, titleOf } from './column.ts'

/** How a row is opened: by a page of its own, or by whatever the screen does. Neither: it only tells. */
export type Opening<Row> = {
  readonly rowHref?: ((row: Row) => string) | undefined
  readonly onOpen?: ((row: Row) => void) | undefined
}

type Props<Row> = Opening<Row> & {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  /** Amber ground: somebody has to see to it. */
  readonly needsSomebody: boolean
  /** Counted from 1, the heads being the first; only where not every row is drawn. */
  readonly index?: number | undefined
}

function Row<Row>({ row, columns, needsSomebody, index, rowHref, onOpen }: Props<Row>) {
  const title = titleOf(columns)
  const canOpen = rowHref !== undefined || onOpen !== undefined
  const chevron = canOpen ? <ChevronRight className="row-chevron" aria-hidden="true" /> : null
  return (
    <tr
      aria-rowindex={index}
      data-care={needsSomebody || undefined}
      className={cx('row', canOpen && 'row-opens')}
    >
      {columns.map(column => {
        const place = placeOf(column, title)
        const content = column.cell(row)
        if (column === title)
          return (
            <th key={column.key} scope="row" data-place="title" data-align={column.align}>
              {opener(content, rowHref?.(row), onOpen && (() => onOpen(row)))}
            </th>
          )
        return (
          <td key={column.key} data-place={place} data-align={column.align}>
            {place === 'action' ? (content ?? chevron) : content}
          </td>
        )
      })}
      {canOpen && columns.every(column => column.head !== '') ? <td data-place="action">{chevron}</td> : null}
    </tr>
  )
}

/** The title is the way in, and the whole row is its target. */
function opener(content: ReactNode, href: string | undefined, onOpen: (() => void) | undefined): ReactNode {
  if (href !== undefined)
    return (
      <Link href={href} prefetch={false} className="row-open">
        {content}
      </Link>
    )
  if (onOpen !== undefined)
    return (
      <button type="button" onClick={onOpen} className="row-open">
        {content}
      </button>
    )
  return <Fragment>{content}</Fragment>
}

/** Drawn again only when its own row changed: a hundred lamps tick each for itself. */
// True because memo keeps the props of what it is given; its type forgets that they are generic.
export const TableRow = memo(Row) as typeof Row
