import type { ADDRESS_PARTS, ReceiptDetails, ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import { addressLine } from '#lib/domain/address-line.ts'
import { invariant } from '#lib/domain/result.ts'
import type { Shop } from '#lib/ports/shops.ts'
import type { World } from '#lib/ports/world.ts'

/** The shop's settings as a manager edits them. Whoever is signed in has a shop. */
export async function shopSettings({
  shops,
  settings,
}: Pick<World, 'shops' | 'settings'>): Promise<ShopSettingsAnswer> {
  const [shop, numbering] = await Promise.all([shops.shop(), settings.numbering()])
  invariant(shop, 'settings without a shop')
  const { name, country, currency, phone, taxId, receiptHeader, receiptFooter } = shop
  const { taxIncluded, cashRounding, receiptPrefix } = shop
  const part = (key: (typeof ADDRESS_PARTS)[number]) => shop.address[key] ?? ''
  return {
    ...{ name, country, currency, phone, taxId, receiptHeader, receiptFooter },
    ...{ taxIncluded, cashRounding, receiptPrefix },
    address: {
      line1: part('line1'),
      line2: part('line2'),
      city: part('city'),
      state: part('state'),
      postal_code: part('postal_code'),
    },
    nextNumber: numbering.next,
    sales: numbering.sales,
    openSales: numbering.openSales,
  }
}

/** What receipts say of the shop. */
export function receiptDetails(shop: Shop): ReceiptDetails {
  const { name, country, phone, taxId, receiptHeader: header, receiptFooter: footer } = shop
  const told = { address: addressLine(shop.address), phone, taxId, header, footer }
  return { name, country, ...Object.fromEntries(Object.entries(told).filter(([, words]) => words !== '')) }
}
