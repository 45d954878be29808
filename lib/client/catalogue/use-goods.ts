import { createContext, use, useEffect, useLayoutEffect, useState } from 'react'
import useSWR from 'swr'
import type { CatalogueAnswer, CatalogueChanges } from '#lib/contracts/catalogue.ts'
import { catalogueKey } from '#lib/contracts/keys.ts'
import type { Till } from '../draft/till.ts'
import { type ReadError, read } from '../fetch.ts'
import { type GoodsIndex, openGoods } from './goods.ts'
import type { Place } from './shelf.ts'

/** Undefined until the catalogue has come. */
export const GoodsContext = createContext<GoodsIndex | undefined>(undefined)

export const useGoods = (): GoodsIndex | undefined => use(GoodsContext)

/**
 * Reads the catalogue whole once and then what changed of it, and gives the till its price book. The register's place decides the taxes;
 * a register that moves reads everything again.
 */
export function useCatalogue(till: Till, { currency, locationId }: Place): GoodsIndex | undefined {
  const [held, setHeld] = useState(() => ({ locationId, goods: openGoods({ currency, locationId }) }))
  if (held.locationId !== locationId) setHeld({ locationId, goods: openGoods({ currency, locationId }) })
  const { goods } = held
  const { data, mutate } = useSWR<GoodsIndex, ReadError>(
    catalogueKey,
    async () => {
      const version = goods.version()
      const url = version === undefined ? catalogueKey : `${catalogueKey}?since=${version}`
      const ticket = goods.ask()
      return goods.read(await read(url, reading), ticket)
    },
    {
      keepPreviousData: true,
      revalidateIfStale: false,
      shouldRetryOnError: error => error.because.kind === 'away',
      // An index that is not the same is news, and looking into it to find that out would cost more than painting it.
      compare: (a, b) => a === b,
    },
  )
  useEffect(() => {
    if (goods.version() === undefined && data) void mutate()
  }, [goods, data, mutate])
  // Before whoever waited for the catalogue sells out of it.
  useLayoutEffect(() => {
    if (data) till.setGoods(data.goods)
  }, [till, data])
  return data
}

/** Columns are looked at, not every row of 50 000: they come from our own server. */
function reading(body: unknown): CatalogueAnswer | CatalogueChanges | undefined {
  if (typeof body !== 'object' || body === null || !('version' in body)) return undefined
  // True because only GET /api/catalogue answers with these, and both sides share its types.
  if ('barcodes' in body) return body as CatalogueAnswer
  // True for the same reason.
  return 'since' in body ? (body as CatalogueChanges) : undefined
}
