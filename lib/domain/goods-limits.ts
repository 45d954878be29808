/** How much a form and a file alike may say of a good. Texts in signs, amounts in minor units. */
export const GOODS_LIMITS = {
  name: 120,
  variant: 60,
  sku: 60,
  category: 40,
  barcodes: 20,
  questions: 20,
  variants: 100,
  minor: 99_999_999,
} as const
