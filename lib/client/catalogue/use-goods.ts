import { createContext, use, useEffect, useMemo } from 'react'
import { catalogueKey } from '#lib/contracts/keys.ts'
import type { CatalogueAnswer } from '#lib/contracts/sale-answer.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { Till } from '../draft/till.ts'
import { useRead } from '../use-read.ts'
import { type GoodsIndex, indexGoods } from './goods.ts'

/** Undefined until the catalogue has come. */
export const GoodsContext = createContext<GoodsIndex | undefined>(undefined)

export const useGoods = (): GoodsIndex | undefined => use(GoodsContext)

/** Reads the catalogue, indexes each version once, and gives the till its price book. */
export function useCatalogue(till: Till, currency: Currency): GoodsIndex | undefined {
  const { data } = useRead(catalogueKey, reading)
  const index = useMemo(() => data && indexGoods(data, currency), [data, currency])
  useEffect(() => {
    if (index) till.setGoods(index.goods)
  }, [till, index])
  return index
}

/** Columns are looked at, not every row of 50 000: they come from our own server. */
function reading(body: unknown): CatalogueAnswer | undefined {
  const isCatalogue = typeof body === 'object' && body !== null && 'version' in body && 'barcodes' in body
  // True because only GET /api/catalogue answers with these columns, and both sides share its type.
  return isCatalogue ? (body as CatalogueAnswer) : undefined
}
