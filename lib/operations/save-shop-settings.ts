import { roundingsOf } from '#lib/domain/cash-rounding.ts'
import { invariant, ok, type Result, refuse } from '#lib/domain/result.ts'
import type { ShopChange } from '#lib/ports/shop-settings.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

type Address = {
  readonly line1: string
  readonly line2: string
  readonly city: string
  readonly state: string
  readonly postal_code: string
}

export type SettingsWish =
  | ({
      readonly set: 'shop'
      readonly name: string
      readonly phone: string
      readonly taxId: string
      readonly receiptHeader: string
      readonly receiptFooter: string
    } & Address)
  | { readonly set: 'money'; readonly taxIncluded: boolean; readonly cashRounding: number }
  | { readonly set: 'numbers'; readonly receiptPrefix: string; readonly nextNumber: number }

export type SettingsRefusal =
  | { readonly kind: 'changed_meanwhile' }
  | { readonly kind: 'number_used'; readonly lowest: number }
  | {
      readonly kind: 'bad_request'
      readonly problems: readonly { readonly field: string; readonly problem: string }[]
    }

/** One part of the shop's settings, from now on: open sales keep the rules they were opened under, and receipts that were printed stay printed. */
export async function saveShopSettings(
  { shops, settings, clock }: Pick<World, 'shops' | 'settings' | 'clock'>,
  wish: SettingsWish & { readonly version: number },
  who: Session,
): Promise<Result<'saved', SettingsRefusal>> {
  const shop = await shops.shop()
  invariant(shop, 'settings without a shop')
  if (wish.set === 'money' && !roundingsOf(shop.currency).includes(wish.cashRounding)) {
    const problem = `Cash in ${shop.currency.toUpperCase()} is not rounded to that`
    return refuse({ kind: 'bad_request', problems: [{ field: 'cashRounding', problem }] })
  }
  const saved = await settings.save(wish.version, changeOf(wish), byOf(who, clock.now()))
  if (saved.ok) return ok('saved')
  return refuse(
    saved.because === 'number_used'
      ? { kind: 'number_used', lowest: saved.lowest }
      : { kind: 'changed_meanwhile' },
  )
}

function changeOf(wish: SettingsWish): ShopChange & { readonly nextNumber?: number } {
  if (wish.set === 'money') return { taxIncluded: wish.taxIncluded, cashRounding: wish.cashRounding }
  if (wish.set === 'numbers') return { receiptPrefix: wish.receiptPrefix, nextNumber: wish.nextNumber }
  const { name, phone, taxId, receiptHeader, receiptFooter } = wish
  return { name, phone, taxId, receiptHeader, receiptFooter, address: addressOf(wish) }
}

/** Only the parts that are there, as set-up writes them. */
function addressOf({ line1, line2, city, state, postal_code }: Address): Readonly<Record<string, string>> {
  const parts = Object.entries({ line1, line2, city, state, postal_code })
  return Object.fromEntries(parts.filter(([, words]) => words !== ''))
}
