import { type AddressProblem, readAddress } from '#lib/domain/address.ts'
import { countryOf, isCountryCode } from '#lib/domain/countries.ts'
import { idOf, type StaffId } from '#lib/domain/ids.ts'
import { invariant, ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Shop, Shops } from '#lib/ports/shops.ts'
import type { World } from '#lib/ports/world.ts'
import { checkPin } from './check-pin.ts'
import { type Equipping, type EquipRefusal, equipShop } from './equip-shop.ts'
import { type Browser, type SignedIn, takeCounter } from './sign-in.ts'

/** What the owner typed. */
export type ShopWanted = {
  readonly shopName: string
  readonly country: string
  readonly place: string
  readonly region: string
  readonly ownerName: string
  readonly pin: string
  readonly samples: boolean
}

type Problem = { readonly field: AddressProblem['field'] | 'country'; readonly problem: string }

export type SetUpRefusal =
  | EquipRefusal
  | { readonly kind: 'already_set_up' }
  | { readonly kind: 'bad_request'; readonly problems: readonly Problem[] }

type Needs = Equipping & Pick<World, 'staff' | 'pins' | 'tokens' | 'audit' | 'clock' | 'ids'>

/**
 * Opens the shop: writes it down first, then makes its location and its reader at Stripe, then signs the owner in where they stand. Sent
 * twice at once, or again after it broke off, it is the same shop that is finished: the row decides who founded it, and every call to
 * Stripe goes under a key made of the row's id. Whoever did not write the row is signed in only with the founder's PIN.
 */
export async function setUp(
  world: Needs,
  wanted: ShopWanted,
  browser: Browser,
  mode: { readonly simulatedReader: boolean },
): Promise<Result<SignedIn, SetUpRefusal>> {
  const before = await world.shops.shop()
  if (before?.ready) return refuse({ kind: 'already_set_up' })

  const founding = before ? ok(false) : await found(world, wanted)
  if (!founding.ok) return founding
  const equipped = await equipShop(world, mode)
  if (!equipped.ok) return equipped

  const owner = await ownerOf(world)
  const isFounder = founding.value || (await isOwner(world, owner.id, wanted.pin))
  if (!isFounder) return refuse({ kind: 'already_set_up' })
  const [first] = await world.shops.registers()
  invariant(first, 'a shop is founded with its first register')
  // Founded or proven just now, and nobody else is there yet who could take it away.
  const at = { staffId: owner.id, registerId: first.id, bind: true, browser, with: 'set_up' } as const
  const taken = await takeCounter(world, at, {})
  invariant(typeof taken === 'object', 'a founder signs in where they stand')
  return ok(taken)
}

/** Whether these very words became the shop. */
async function found(world: Needs, wanted: ShopWanted): Promise<Result<boolean, SetUpRefusal>> {
  const { shops, pins, ids } = world
  const shop = shopOf(wanted, idOf('shop', ids.uuid()))
  if (!shop.ok) return shop
  const owner = {
    id: idOf('staff', ids.uuid()),
    name: wanted.ownerName,
    pinHash: await pins.hash(wanted.pin),
  }
  const register = { id: idOf('register', ids.uuid()), name: 'Register 1' }
  return ok(await shops.found({ shop: shop.value, owner, register }))
}

type Founded = Parameters<Shops['found']>[0]['shop']

function shopOf(wanted: ShopWanted, id: Shop['id']): Result<Founded, SetUpRefusal> {
  if (!isCountryCode(wanted.country)) {
    const problem = 'Stripe Terminal is not offered there'
    return refuse({ kind: 'bad_request', problems: [{ field: 'country', problem }] })
  }
  const { code, currency, taxIncluded, taxRateBp } = countryOf(wanted.country)
  const address = readAddress(code, wanted.place, wanted.region)
  if (!address.ok) return refuse({ kind: 'bad_request', problems: address.refusal })
  const rule = { currency, taxIncluded, customTaxRateBp: taxRateBp }
  const { shopName: name, samples: withSamples } = wanted
  return ok({ id, name, country: code, ...rule, address: address.value, withSamples })
}

async function ownerOf({ staff }: Pick<World, 'staff'>) {
  const owner = (await staff.list()).find(person => person.role === 'owner')
  invariant(owner, 'a shop is founded with its owner')
  return owner
}

async function isOwner(world: Needs, staffId: StaffId, pin: string): Promise<boolean> {
  return (await checkPin(world, { staffId, register: 'unbound', pin })).ok
}
