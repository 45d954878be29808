import type { GoodTyped, GoodValues } from '#lib/contracts/goods.ts'
import type { GoodDetail, StockMode } from '#lib/domain/goods.ts'
import { codesTyped } from './barcode-list.tsx'

export const STOCK_MODES: readonly { readonly value: StockMode; readonly words: string }[] = [
  { value: 'off', words: 'Not counted' },
  { value: 'warn', words: 'Counted, sold below nothing too' },
  { value: 'block', words: 'Counted, not sold when out' },
]

export const stockModeOf = (text: string): StockMode =>
  STOCK_MODES.find(mode => mode.value === text)?.value ?? 'off'

export function valuesOf(good: GoodDetail): GoodValues {
  const { id: _, archived: __, stock: ___, sku, barcodes, groupIds, variants, ...rest } = good
  return {
    ...rest,
    sku: sku ?? '',
    barcodes: [...barcodes],
    groupIds: [...groupIds],
    variants: variants.map(({ stock: ____, ...variant }) => ({
      ...variant,
      sku: variant.sku ?? '',
      barcodes: [...variant.barcodes],
    })),
  }
}

/** Empty fields for codes are no codes. A good with variants carries neither codes nor a count itself. */
export function bodyOf({ variants, barcodes, ...rest }: GoodTyped) {
  return {
    ...rest,
    barcodes: codesTyped(barcodes),
    variants: variants.map(variant => ({ ...variant, barcodes: codesTyped(variant.barcodes) })),
  }
}
