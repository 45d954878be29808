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

type ShopPart = Address & {
  readonly name: string
  readonly phone: string
  readonly taxId: string
  readonly receiptHeader: string
  readonly receiptFooter: string
}
type MoneyPart = { readonly taxIncluded: boolean; readonly cashRounding: number }
type NumbersPart = { readonly receiptPrefix: string }

/** One part of the settings, and what that part was when it was typed. `nextNumber` only where it shall not be the next. */
export type SettingsWish =
  | ({ readonly set: 'shop'; readonly was: ShopPart } & ShopPart)
  | ({ readonly set: 'money'; readonly was: MoneyPart } & MoneyPart)
  | ({
      readonly set: 'numbers'
      readonly was: NumbersPart
      readonly nextNumber: number | null
    } & NumbersPart)

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
  wish: SettingsWish,
  who: Session,
): Promise<Result<'saved', SettingsRefusal>> {
  const shop = await shops.shop()
  invariant(shop, 'settings without a shop')
  if (wish.set === 'money' && !roundingsOf(shop.currency).includes(wish.cashRounding)) {
    const problem = `Cash in ${shop.currency.toUpperCase()} is not rounded to that`
    return refuse({ kind: 'bad_request', problems: [{ field: 'cashRounding', problem }] })
  }
  const { was, change } = changeOf(wish)
  const saved = await settings.save(was, change, byOf(who, clock.now()))
  if (saved.ok) return ok('saved')
  return refuse(
    saved.because === 'number_used'
      ? { kind: 'number_used', lowest: saved.lowest }
      : { kind: 'changed_meanwhile' },
  )
}

function changeOf(wish: SettingsWish): {
  readonly was: ShopChange
  readonly change: ShopChange & { readonly nextNumber?: number }
} {
  switch (wish.set) {
    case 'shop':
      return { was: shopPart(wish.was), change: shopPart(wish) }
    case 'money':
      return { was: moneyPart(wish.was), change: moneyPart(wish) }
    case 'numbers': {
      const { was, receiptPrefix, nextNumber } = wish
      const jump = nextNumber === null ? {} : { nextNumber }
      return { was: { receiptPrefix: was.receiptPrefix }, change: { receiptPrefix, ...jump } }
    }
  }
}

const moneyPart = ({ taxIncluded, cashRounding }: MoneyPart): ShopChange => ({ taxIncluded, cashRounding })

function shopPart(part: ShopPart): ShopChange {
  const { name, phone, taxId, receiptHeader, receiptFooter } = part
  return { name, phone, taxId, receiptHeader, receiptFooter, address: addressOf(part) }
}

/** Only the parts that are there, as set-up writes them. */
function addressOf({ line1, line2, city, state, postal_code }: Address): Readonly<Record<string, string>> {
  const parts = Object.entries({ line1, line2, city, state, postal_code })
  return Object.fromEntries(parts.filter(([, words]) => words !== ''))
}
