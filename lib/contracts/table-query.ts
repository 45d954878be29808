import { isKeepable } from '#lib/domain/keepable.ts'

/** What a list is asked for: words to find, one column to sort by, a page, and a choice for each filter. It stands in the page's own address. */
export type TableQuery = {
  readonly q: string
  /** The column's key, a minus before it for downwards; empty for the list's own order. */
  readonly sort: string
  /** From 1. */
  readonly page: number
  /** Chosen values by the filter's key; a filter that lets everything through is not in it. */
  readonly filters: Readonly<Record<string, string>>
}

/** One page of a list that the server keeps: its rows, and how many there are on all pages together. */
export type TablePage<Row> = { readonly rows: readonly Row[]; readonly total: number }

/** Rows on one page of a list that the server keeps. */
export const PAGE_SIZE = 50

/** Of what is looked for, and of a chosen value. What no text of ours can hold is looked for nowhere. */
const LONGEST = 200

const MOST_PAGES = 100_000
const SORT = /^-?[a-z][a-zA-Z_]{0,39}$/

const isText = (text: string): boolean => text.length <= LONGEST && isKeepable(text)

function pageIn(text: string): number {
  const page = Number(text)
  return Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1
}

/**
 * Reads a page's or an API's address; `filterKeys` are the filters that the list has. Whatever makes no sense is left out: an address may
 * be old, or typed. By hand: zod would be a tenth of the first load of every list, for three words.
 */
export function tableQueryFrom(
  search: URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>,
  filterKeys: readonly string[] = [],
): TableQuery {
  const get = (key: string): string | undefined => {
    const value = search instanceof URLSearchParams ? (search.get(key) ?? undefined) : search[key]
    return typeof value === 'string' ? value : value?.[0]
  }
  const chosen = filterKeys.flatMap(key => {
    const value = get(key)
    return value !== undefined && value !== '' && isText(value) ? [[key, value] as const] : []
  })
  const [q = '', sort = '', page = ''] = ['q', 'sort', 'page'].map(get)
  return {
    q: isText(q) ? q : '',
    sort: SORT.test(sort) ? sort : '',
    page: pageIn(page),
    filters: Object.fromEntries(chosen),
  }
}

/** The same list always has the same address, so that it is one key: `?q=latte&sort=-price&page=2`, or nothing at all. */
export function tableQueryString({ q, sort, page, filters }: TableQuery): string {
  const search = new URLSearchParams()
  if (q !== '') search.set('q', q)
  if (sort !== '') search.set('sort', sort)
  if (page > 1) search.set('page', String(page))
  for (const key of Object.keys(filters).sort()) search.set(key, filters[key] ?? '')
  return search.size === 0 ? '' : `?${search}`
}

/** The column to sort by and the way, for whoever answers. */
export const sortOf = (query: Pick<TableQuery, 'sort'>): { readonly by: string; readonly down: boolean } =>
  query.sort.startsWith('-') ? { by: query.sort.slice(1), down: true } : { by: query.sort, down: false }
