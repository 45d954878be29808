import { z } from 'zod/mini'
import type { Currency } from '#lib/domain/currencies.ts'
import { typedText } from './typed-text.ts'

/** The parts of an address that a receipt writes, by Stripe's names. An empty one is not there. */
export const ADDRESS_PARTS = ['line1', 'line2', 'city', 'state', 'postal_code'] as const
export type ReceiptAddress = { readonly [Part in (typeof ADDRESS_PARTS)[number]]: string }

/** Of the shop what every receipt says. */
export type ReceiptDetails = {
  readonly name: string
  readonly country: string
  /** In one line, as it is written there; missing when none is known. */
  readonly address?: string
  readonly phone?: string
  readonly taxId?: string
  readonly header?: string
  readonly footer?: string
}

/** GET /api/settings/shop, and the answer to every change of it. */
export type ShopSettingsAnswer = {
  readonly name: string
  readonly country: string
  readonly currency: Currency
  readonly address: ReceiptAddress
  readonly phone: string
  readonly taxId: string
  readonly receiptHeader: string
  readonly receiptFooter: string
  readonly taxIncluded: boolean
  /** Minor units; 0 is to the cent. */
  readonly cashRounding: number
  readonly receiptPrefix: string
  readonly nextNumber: number
  /** How many sales there are, and how many of them are open and keep the rules they were opened under. */
  readonly sales: number
  readonly openSales: number
}

/** What the three forms hold while somebody types. */
export const ShopForm = z.object({
  name: typedText(1, 80),
  line1: typedText(0, 120),
  line2: typedText(0, 120),
  city: typedText(0, 80),
  state: typedText(0, 40),
  postal_code: typedText(0, 20),
  phone: typedText(0, 40),
  taxId: typedText(0, 40),
  receiptHeader: typedText(0, 300),
  receiptFooter: typedText(0, 300),
})

export type ShopValues = z.infer<typeof ShopForm>

export const MoneyForm = z.object({ tax: z.enum(['included', 'on_top']), cashRounding: z.string() })

/** Nothing that a receipt printer or a scanner would not print. */
const receiptPrefix = z
  .string()
  .check(z.trim(), z.regex(/^[A-Z0-9./-]{0,8}$/, 'Up to 8 capitals, digits, dots, dashes and slashes'))
/** Only where the numbers shall go on from another than the next. */
const nextNumber = z.int().check(z.minimum(1), z.maximum(999_999_999_999))

export const NumbersForm = z.object({ receiptPrefix, nextNumber: z.nullable(nextNumber) })

const money = { taxIncluded: z.boolean(), cashRounding: z.int().check(z.minimum(0), z.maximum(10_000)) }

/**
 * POST /api/settings/shop: one part at a time, each saved by its own button. `was` is that part as it stood when this was typed: what
 * somebody else has changed since is refused, and not overwritten.
 */
export const SaveShopSettings = z.discriminatedUnion('set', [
  z.extend(ShopForm, { set: z.literal('shop'), was: ShopForm }),
  z.object({ set: z.literal('money'), ...money, was: z.object(money) }),
  z.extend(NumbersForm, { set: z.literal('numbers'), was: z.object({ receiptPrefix }) }),
])

export type SaveShopSettings = z.infer<typeof SaveShopSettings>
