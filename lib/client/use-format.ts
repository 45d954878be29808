import { createContext, use } from 'react'
import type { Format } from './format.ts'

/** How the shop of this page writes, for parts that know nothing of the shop. */
export const FormatContext = createContext<Format | undefined>(undefined)

/** @throws when used outside a page of the shop. */
export function useFormat(): Format {
  const format = use(FormatContext)
  if (!format) throw new Error('no shop around this part')
  return format
}
