import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { rowsShown } from '#lib/client/table/rows-shown.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { sortOf } from '#lib/contracts/table-query.ts'
import { type Fact, linesOf } from './column.ts'
import { NothingFits } from './data-table.tsx'
import { saveList } from './save-list.ts'
import { EXPORT_LOOK, ExportWords, TableTools } from './table-tools.tsx'
import { useTableQuery } from './use-table-query.ts'

/** So many are seen at a glance: nothing stands above them. */
const AT_A_GLANCE = 12

type Wanted<Row> = {
  readonly rows: readonly Row[]
  /** What the rows are, in the plural: Categories. */
  readonly label: string
  /** The text of a row in which words are found. */
  readonly search: (row: Row) => string
  /** What the file tells of a row, and by what it is sorted; none sorts where the order is somebody's own. */
  readonly facts: readonly Fact<Row>[]
  /** The file's name without date and ending. */
  readonly exportName: string
}

type CardList<Row> = {
  readonly shown: readonly Row[]
  /** Not every row is shown: an order made now would leave some out. */
  readonly isNarrowed: boolean
  /** Stands above the cards; nothing while they are few. */
  readonly tools: ReactNode
}

/** A list that the screen has whole and draws as cards: looked for, sorted and exported once it is longer than a glance. */
export function useCardList<Row>({ rows, label, search, facts, exportName }: Wanted<Row>): CardList<Row> {
  const table = useTableQuery([], { inAddress: false })
  const sort = sortOf(table.query)
  const q = useDeferredValue(table.typed)
  const compare = facts.find(({ key }) => key === sort.by)?.sort
  const shown = useMemo(
    () => rowsShown(rows, { q, search, filters: [], chosen: {}, compare, down: sort.down }),
    [rows, q, search, compare, sort.down],
  )
  const isUsed = table.typed !== '' || sort.by !== ''
  if (rows.length <= AT_A_GLANCE && !isUsed) return { shown, isNarrowed: false, tools: null }
  const tools = (
    <div className="table-parts card-tools grid gap-3.5">
      <TableTools
        label={label}
        columns={facts}
        search={{ typed: table.typed, onType: table.type }}
        filters={[]}
        chosen={{}}
        onFilter={table.setFilter}
        sort={sort}
        onSort={({ by, down }) => table.set({ sort: `${down ? '-' : ''}${by}` })}
        count={<Count shown={shown.length} of={rows.length} />}
      >
        <button
          type="button"
          className={EXPORT_LOOK}
          onClick={() => saveList(exportName, linesOf(shown, facts))}
        >
          <ExportWords />
        </button>
      </TableTools>
      {shown.length === 0 && rows.length > 0 ? <NothingFits onClear={table.clear} /> : null}
    </div>
  )
  return { shown, isNarrowed: shown.length < rows.length, tools }
}

function Count({ shown, of }: { shown: number; of: number }) {
  const { number } = useFormat()
  return shown === of ? `${number(of)} in all` : `${number(shown)} of ${number(of)}`
}
