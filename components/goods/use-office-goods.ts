import { useRead } from '#lib/client/use-read.ts'
import type { FavouritesAnswer, GoodAnswer, GoodsShared } from '#lib/contracts/goods.ts'
import { favouritesKey, goodKey, goodsSharedKey } from '#lib/contracts/keys.ts'
import type { ProductId } from '#lib/domain/ids.ts'

const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    // True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readShared = has<GoodsShared>('taxClasses')
export const readGood = has<GoodAnswer>('good')
const readFavourites = has<FavouritesAnswer>('own')

/** Categories, tax classes and questions, live. */
export const useGoodsShared = (first: GoodsShared): GoodsShared =>
  useRead(goodsSharedKey, readShared, { first }).data ?? first

export const useGood = (first: GoodAnswer): GoodAnswer =>
  useRead(goodKey(first.good.id), readGood, { first }).data ?? first

/** A good that the page was drawn without, as it is now: undefined until the server has told. */
export function useOneGood(id: ProductId | undefined): {
  readonly good: GoodAnswer['good'] | undefined
  readonly isLost: boolean
} {
  const { data, error } = useRead(id ? goodKey(id) : null, readGood, { asksAgain: true })
  return { good: data?.good.id === id ? data?.good : undefined, isLost: error !== undefined }
}

export const useFavourites = (first: FavouritesAnswer): FavouritesAnswer =>
  useRead(favouritesKey(first.registerId), readFavourites, { first }).data ?? first
