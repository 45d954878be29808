import { ChevronDown, Download, Search, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import type { Column } from './column.ts'
import type { TableSort } from './table.tsx'

type Choice = { readonly value: string; readonly label: string }

type Props<Row> = {
  readonly label: string
  readonly columns: readonly Pick<Column<Row>, 'key' | 'head' | 'sort'>[]
  /** Missing: there is nothing to search in. */
  readonly search?: { readonly typed: string; readonly onType: (text: string) => void } | undefined
  readonly filters: readonly {
    readonly key: string
    readonly label: string
    readonly options: readonly Choice[]
  }[]
  readonly chosen: Readonly<Record<string, string>>
  readonly onFilter: (key: string, value: string) => void
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
  /** How many are shown, in words. */
  readonly count: ReactNode
  readonly children?: ReactNode
}

/** Above a list: what to look for in it, by what to narrow it, how many are left. Sorting is in the heads, and here where there are none. */
export function TableTools<Row>(props: Props<Row>) {
  const { label, columns, search, filters, chosen, onFilter, sort, onSort, count, children } = props
  const sortable = columns.filter(column => column.sort !== undefined && column.head !== '')
  return (
    <div className="table-tools flex flex-wrap items-center gap-2.5">
      {search === undefined ? null : (
        <TableSearch label={`Search ${label.toLowerCase()}`} typed={search.typed} onType={search.onType} />
      )}
      {filters.map(filter => (
        <ToolSelect
          key={filter.key}
          label={filter.label}
          value={chosen[filter.key] ?? ''}
          options={[{ value: '', label: `${filter.label}: all` }, ...filter.options]}
          isOn={chosen[filter.key] !== undefined}
          onChange={value => onFilter(filter.key, value)}
        />
      ))}
      {sortable.length === 0 ? null : (
        <ToolSelect
          label="Sort by"
          className="table-sort-by"
          value={`${sort.down ? '-' : ''}${sort.by}`}
          options={[
            ...(sort.by === '' ? [{ value: '', label: 'Sort by' }] : []),
            ...sortable.flatMap(({ key, head }) => [
              { value: key, label: head },
              { value: `-${key}`, label: `${head}, downwards` },
            ]),
          ]}
          onChange={value =>
            onSort(value.startsWith('-') ? { by: value.slice(1), down: true } : { by: value, down: false })
          }
        />
      )}
      <p role="status" className="ml-auto text-ink-2 text-small">
        {count}
      </p>
      {children}
    </div>
  )
}

function TableSearch({
  label,
  typed,
  onType,
}: {
  label: string
  typed: string
  onType: (text: string) => void
}) {
  return (
    <search className="flex h-12 min-w-44 max-w-[420px] flex-1 items-center gap-2.5 rounded-[13px] bg-surface pr-1 pl-3.5 inset-ring-[1.5px] inset-ring-edge focus-within:inset-ring-[3px] focus-within:inset-ring-go forced-colors:border">
      <Search className="size-5.5 flex-none text-ink-3" aria-hidden="true" />
      <input
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={event => onType(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && typed !== '') onType('')
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-ink-3"
      />
      {typed === '' ? null : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onType('')}
          className="grid size-11 flex-none place-items-center rounded-[11px] text-ink-2 active:bg-control"
        >
          <X className="size-5" aria-hidden="true" />
        </button>
      )}
    </search>
  )
}

type SelectProps = {
  label: string
  value: string
  options: readonly Choice[]
  onChange: (value: string) => void
  /** It narrows the list: seen at a glance. */
  isOn?: boolean | undefined
  className?: string | undefined
}

/** A choice without a label above: its first option says what it is about. */
const ToolSelect = ({ label, value, options, onChange, isOn = false, className }: SelectProps) => (
  <span className={cx('tool-select relative flex min-w-0 items-center', className)}>
    <select
      aria-label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      className={cx(
        'h-12 w-full min-w-0 max-w-46 appearance-none truncate rounded-[13px] bg-surface pr-9 pl-3.5 font-name text-[17px]/[22px] text-ink inset-ring-[1.5px] inset-ring-edge forced-colors:border',
        isOn && 'bg-go-soft text-go-ink inset-ring-go-mark',
      )}
    >
      {options.map(option => (
        <option key={option.value} value={option.value} className="bg-surface text-ink">
          {option.label}
        </option>
      ))}
    </select>
    <ChevronDown className="pointer-events-none absolute right-3 size-4.5" aria-hidden="true" />
  </span>
)

/** How the export of a list looks, whether a button does it or a link. */
export const EXPORT_LOOK =
  'flex h-12 items-center gap-2 rounded-[13px] bg-surface px-4 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge hover:bg-control/50 active:bg-control forced-colors:border'

export const ExportWords = () => (
  <>
    <Download className="size-5 flex-none" aria-hidden="true" />
    Export
  </>
)
