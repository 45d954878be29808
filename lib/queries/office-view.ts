import type { OfficeView } from '#lib/contracts/office.ts'
import { invariant } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { surprisesNow } from './surprises.ts'

/** The frame of an office page. Whoever is signed in has a shop. */
export async function officeView(
  world: Pick<World, 'shops' | 'surprises' | 'books' | 'clock'>,
  { staffId, staffName: name, role }: Session,
): Promise<OfficeView> {
  const [shop, surprises] = await Promise.all([world.shops.shop(), surprisesNow(world)])
  invariant(shop, 'somebody is signed in at no shop')
  const { name: shopName, country, currency } = shop
  return { who: { staffId, name, role }, shop: { name: shopName, country, currency }, surprises }
}
