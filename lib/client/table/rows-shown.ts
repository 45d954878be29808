/** One of a few, by which a list is narrowed. */
export type TableFilter<Row> = {
  readonly key: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The value, or the values, that a row goes under. */
  readonly of: (row: Row) => string | readonly string[]
}

type Wanted<Row> = {
  readonly q: string
  readonly search?: ((row: Row) => string) | undefined
  readonly filters: readonly TableFilter<Row>[]
  /** Chosen values by the filter's key. */
  readonly chosen: Readonly<Record<string, string>>
  readonly compare?: ((a: Row, b: Row) => number) | undefined
  readonly down: boolean
}

/** The rows that fit the words and the filters, in order. Rows that sort alike stay as they came, upwards and downwards. */
export function rowsShown<Row>(rows: readonly Row[], wanted: Wanted<Row>): readonly Row[] {
  const { search, filters, chosen, compare, down } = wanted
  const words = folded(wanted.q).split(/\s+/).filter(Boolean)
  const active = filters.filter(({ key }) => chosen[key] !== undefined)
  const fits = (row: Row): boolean => {
    if (!active.every(filter => goesUnder(filter.of(row), chosen[filter.key] ?? ''))) return false
    if (words.length === 0 || search === undefined) return true
    const text = folded(search(row))
    return words.every(word => text.includes(word))
  }
  const shown = words.length + active.length === 0 ? rows : rows.filter(fits)
  if (compare === undefined) return shown
  return shown.toSorted(down ? (a, b) => compare(b, a) : compare)
}

const goesUnder = (values: string | readonly string[], value: string): boolean =>
  typeof values === 'string' ? values === value : values.includes(value)

/** Without case and accents: café is found by CAFE. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Sorts a column by its words as people do: Register 2 before Register 10, nothing last. */
export const byText =
  <Row>(of: (row: Row) => string) =>
  (a: Row, b: Row): number => {
    const [left, right] = [of(a), of(b)]
    if (left === '' || right === '') return Number(left === '') - Number(right === '')
    return collator.compare(left, right)
  }

/** Sorts a column by a number. */
export const byNumber =
  <Row>(of: (row: Row) => number) =>
  (a: Row, b: Row): number =>
    of(a) - of(b)
