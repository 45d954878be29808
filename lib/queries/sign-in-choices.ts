import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import type { World } from '#lib/ports/world.ts'

/** Whom one can be here, and which register this browser is. Names are told to registers alone. Undefined while there is no shop to sign in to. */
export async function signInChoices(
  { shops, staff, tokens }: Pick<World, 'shops' | 'staff' | 'tokens'>,
  registerToken: string | undefined,
): Promise<SignInAnswer | undefined> {
  const [shop, people, bound] = await Promise.all([
    shops.shop(),
    staff.list(),
    registerToken === undefined ? undefined : shops.registerOf(tokens.hashOf(registerToken)),
  ])
  if (!shop?.ready) return undefined
  return {
    shopName: shop.name,
    register: bound ? { id: bound.id, name: bound.name } : null,
    staff: bound ? people.map(({ id, name, role }) => ({ id, name, role })) : [],
  }
}
