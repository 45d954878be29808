import type { Metadata } from 'next'
import { TaxesScreen } from '#components/goods/taxes-screen.tsx'
import { goodsShared, taxPlaces } from '#lib/queries/goods.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { seenAtStripe, world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Taxes' }

/** Which taxes goods carry, and where. */
export default async function TaxesPage() {
  const session = await atTheTill('goods.view')
  const [shared, places, office, shop] = await Promise.all([
    goodsShared(world()),
    taxPlaces({ ...world(), places: seenAtStripe().places }),
    officeView(world(), session),
    world().shops.shop(),
  ])
  return (
    <TaxesScreen first={shared} places={places} taxIncluded={shop?.taxIncluded ?? false} office={office} />
  )
}
