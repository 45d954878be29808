import type { Metadata } from 'next'
import { SurprisesScreen } from '#components/surprises/surprises-screen.tsx'
import { isManager } from '#lib/operations/manager.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Surprises' }

export default async function SurprisesPage() {
  const session = await atTheTill()
  const [shop, surprises] = await Promise.all([world().shops.shop(), surprisesNow(world())])
  return (
    <SurprisesScreen country={shop?.country ?? 'US'} surprises={surprises} canDeal={isManager(session)} />
  )
}
