import { useRef } from 'react'
import type { GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { type Found, search } from '#lib/client/catalogue/search.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { useView } from './view.ts'

/** What was typed: the words to look for, and how many of it. */
export type Asked = { readonly words: string; readonly count: number | undefined }

/** `3*cinn` asks for three of what `cinn` finds. */
export function askedFor(query: string): Asked {
  const times = /^\s*(\d{1,4})\s*\*\s*(.*)$/.exec(query)
  if (!times) return { words: query.trim(), count: undefined }
  return { words: (times[2] ?? '').trim(), count: Math.max(1, Number(times[1])) }
}

const NOTHING: Found = { query: '', rows: [], hits: [] }

/** The hits of what is typed. Two parts of the screen ask; the work is done once. */
const last: { goods: GoodsIndex | undefined; found: Found } = { goods: undefined, found: NOTHING }

export function useFound(): Found & { readonly goods: GoodsIndex | undefined } {
  const goods = useGoods()
  const words = useView(view => askedFor(view.query).words)
  const found = useRef(NOTHING)
  if (last.goods !== goods || last.found.query !== words) {
    const narrow = last.goods === goods ? last.found : undefined
    last.goods = goods
    last.found = goods && words !== '' ? search(goods.texts(), words, narrow) : { ...NOTHING, query: words }
  }
  found.current = last.found
  return { ...found.current, goods }
}
