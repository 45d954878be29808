import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { SearchField } from '#components/ui/search-field.tsx'
import { type Asked, askedFor, useFound } from './found.ts'
import { useSelling } from './use-selling.ts'
import { useCounter, useView } from './view.ts'

/** The id of the list of hits, and of one hit in it. */
export const HITS_ID = 'hits'
export const hitId = (row: number): string => `hit-${row}`

/** Where the search lies, for the key that leads there. */
export const SEARCH_SELECTOR = '[role="combobox"][aria-label="Search or scan"]'

/** Enter adds the top hit, or the one the arrows chose. `3*` before the words sells three. */
export function SearchBox() {
  const field = useRef<HTMLInputElement>(null)
  const { change } = useCounter()
  const { sell, notFound } = useSelling()
  const query = useView(view => view.query)
  const hit = useView(view => view.hit)
  const found = useFound()
  const asked = useMemo<Asked>(() => askedFor(query), [query])
  const isOpen = asked.words !== ''
  const chosen = found.hits[hit]

  const leave = () => {
    change({ query: '', hit: 0 })
    field.current?.blur()
  }
  const add = () => {
    const good = chosen === undefined ? undefined : found.goods?.good(chosen)
    if (good) {
      change({ query: '', hit: 0 })
      sell(good, asked.count)
    } else if (isOpen) notFound(asked.words)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) add()
    else if (step !== 0) change({ hit: Math.min(found.hits.length - 1, Math.max(0, hit + step)) })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(hitId(chosen))?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  return (
    <SearchField
      ref={field}
      value={query}
      onChange={text => change({ query: text, hit: 0, notice: undefined })}
      onClear={() => {
        change({ query: '', hit: 0 })
        field.current?.focus()
      }}
      onKeyDown={onKeyDown}
      listId={isOpen ? HITS_ID : undefined}
      activeId={isOpen && chosen !== undefined ? hitId(chosen) : undefined}
    />
  )
}
