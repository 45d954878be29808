/** A Markdown table. A bar inside a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** One row for each of these, one column for each of those. */
export const grid = <R, C>(
  corner: string,
  rows: Readonly<Record<string, R>>,
  columns: Readonly<Record<string, C>>,
  cell: (row: R, column: C) => string,
): string =>
  table(
    [corner, ...Object.keys(columns)],
    Object.entries(rows).map(([name, row]) => [
      name,
      ...Object.values(columns).map(column => cell(row, column)),
    ]),
  )
