import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { type TableQuery, tableQueryFrom, tableQueryString } from '#lib/contracts/table-query.ts'

/** Typing rests this long before the address follows; browsers refuse to change it at every key. */
const REST_MS = 250

const OURS = ['q', 'sort', 'page']

/**
 * What a list is asked for. It stands in the page's address, so that a link, a reload and the way back show the same list; for a second
 * list on a page only in its memory.
 */
export function useTableQuery(
  filterKeys: readonly string[],
  {
    initialSort = '',
    inAddress = true,
  }: { initialSort?: string | undefined; inAddress?: boolean | undefined },
) {
  const address = useSearchParams()
  const [memory, setMemory] = useState('')
  const search = inAddress ? address.toString() : memory
  const read = tableQueryFrom(new URLSearchParams(search), filterKeys)
  const query: TableQuery = { ...read, sort: read.sort === '' ? initialSort : read.sort }
  const [typed, setTyped] = useState(query.q)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pending = useRef<() => void>(undefined)

  useEffect(() => () => clearTimeout(timer.current), [])
  // Changing the address after a link was pressed would take the way that has just begun back.
  useEffect(() => {
    const settle = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a[href], tr')) pending.current?.()
    }
    document.addEventListener('click', settle, true)
    return () => document.removeEventListener('click', settle, true)
  }, [])
  // A link on this page, or the way back, may have asked for other words; a hand that is typing is not interrupted.
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) setTyped(query.q)
  }, [query.q])

  const write = (next: TableQuery) => {
    clearTimeout(timer.current)
    pending.current = undefined
    const all = new URLSearchParams(inAddress ? window.location.search : memory)
    for (const key of [...OURS, ...filterKeys]) all.delete(key)
    const ours = new URLSearchParams(
      tableQueryString({ ...next, sort: next.sort === initialSort ? '' : next.sort }),
    )
    for (const [key, value] of ours) all.set(key, value)
    if (!inAddress) return setMemory(all.toString())
    const { pathname, hash } = window.location
    window.history.replaceState(null, '', `${pathname}${all.size === 0 ? '' : `?${all}`}${hash}`)
  }

  return {
    query,
    /** The words as they stand in the field, ahead of the query by a moment. */
    typed,
    type: (text: string) => {
      setTyped(text)
      clearTimeout(timer.current)
      pending.current = () => write({ ...query, q: text.trim(), page: 1 })
      timer.current = setTimeout(pending.current, REST_MS)
    },
    /** Another choice begins at the first page, unless it is the page that was chosen. */
    set: (change: Partial<TableQuery>) => write({ ...query, q: typed.trim(), page: 1, ...change }),
    setFilter: (key: string, value: string) => {
      const { [key]: _, ...others } = query.filters
      write({
        ...query,
        q: typed.trim(),
        page: 1,
        filters: value === '' ? others : { ...others, [key]: value },
      })
    },
    clear: () => {
      setTyped('')
      write({ ...query, q: '', page: 1, filters: {} })
    },
  }
}
