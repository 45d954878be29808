import type { GoodValues } from '#lib/contracts/goods.ts'
import type { GoodDetail, StockMode } from '#lib/domain/goods.ts'
import { GOODS_LIMITS } from '#lib/domain/goods-limits.ts'
import { codesTyped } from './barcode-list.tsx'

export const STOCK_MODES: readonly { readonly value: StockMode; readonly words: string }[] = [
  { value: 'off', words: 'Not counted' },
  { value: 'warn', words: 'Counted, sold below nothing too' },
  { value: 'block', words: 'Counted, not sold when out' },
]

export const stockModeOf = (text: string): StockMode =>
  STOCK_MODES.find(mode => mode.value === text)?.value ?? 'off'

export function valuesOf(good: GoodDetail): GoodValues {
  const { id: _, archived: __, stock: ___, picture: ____, sku, barcodes, groupIds, variants, ...rest } = good
  return {
    ...rest,
    sku: sku ?? '',
    barcodes: [...barcodes],
    groupIds: [...groupIds],
    variants: variants.map(({ stock: _____, ...variant }) => ({
      ...variant,
      sku: variant.sku ?? '',
      barcodes: [...variant.barcodes],
    })),
  }
}

/**
 * Empty fields for codes are no codes. A good with variants is not sold itself, so its price is the lowest of theirs; they say themselves
 * what is wrong with theirs.
 */
export function tidyGood({ variants, barcodes, priceMinor, ...rest }: GoodValues): GoodValues {
  const prices = variants.map(variant => variant.priceMinor).filter(isPrice)
  return {
    ...rest,
    priceMinor: variants.length === 0 ? priceMinor : Math.min(...(prices.length > 0 ? prices : [0])),
    barcodes: codesTyped(barcodes),
    variants: variants.map(variant => ({ ...variant, barcodes: codesTyped(variant.barcodes) })),
  }
}

const isPrice = (minor: number): boolean =>
  Number.isInteger(minor) && minor >= 0 && minor <= GOODS_LIMITS.minor
