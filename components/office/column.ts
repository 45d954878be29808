import type { ReactNode } from 'react'
import type { CsvField } from '#lib/domain/csv.ts'

/** One column of an office table, and what it becomes where there is room for a list only. */
export type Column<Row> = {
  readonly key: string
  /** Empty for the column of actions: one at most, and only in rows where something is to be done. */
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** How two rows compare; `server` where the server sorts. Missing: the head does not sort. */
  readonly sort?: ((a: Row, b: Row) => number) | 'server' | undefined
  readonly align?: 'start' | 'end' | undefined
  /** Missing: the column is left out of the file. */
  readonly export?: ((row: Row) => CsvField) | undefined
  /**
   * On a phone the title is bold and opens the row, the state is a `StateCell` whose glyph stands in front, seconds follow below in small,
   * an end stands at the right edge.
   * Unless told the first column that is no state is the title and the others are seconds.
   */
  readonly phone?: 'title' | 'second' | 'state' | 'end' | 'hidden' | undefined
}

/** What is told of a row that is drawn without columns: by what it is sorted, and what its file says. */
export type Fact<Row> = Pick<Column<Row>, 'key' | 'head' | 'export'> & {
  readonly sort?: ((a: Row, b: Row) => number) | undefined
}

export const titleOf = <Row>(columns: readonly Column<Row>[]): Column<Row> | undefined =>
  columns.find(column => column.phone === 'title') ??
  columns.find(column => column.phone === undefined && column.head !== '')

export function placeOf<Row>(column: Column<Row>, title: Column<Row> | undefined): string {
  if (column === title) return 'title'
  return column.head === '' ? 'action' : (column.phone ?? 'second')
}

/** What only a list's file holds. */
export type FileColumn<Row> = { readonly head: string; readonly of: (row: Row) => CsvField }

/** The lines of a list's file, heads first: the columns that say what they are there, then what only the file holds. */
export function linesOf<Row>(
  rows: readonly Row[],
  columns: readonly Pick<Column<Row>, 'head' | 'export'>[],
  alsoInFile: readonly FileColumn<Row>[] = [],
): readonly (readonly CsvField[])[] {
  const shown = columns.flatMap(column =>
    column.export === undefined ? [] : [{ head: column.head, of: column.export }],
  )
  const written = [...shown, ...alsoInFile]
  return [written.map(({ head }) => head), ...rows.map(row => written.map(({ of }) => of(row)))]
}
