import type { Metadata } from 'next'
import { ModifiersScreen } from '#components/goods/modifiers-screen.tsx'
import { goodsShared } from '#lib/queries/goods.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Modifiers' }

export default async function ModifiersPage() {
  const session = await atTheTill('goods.view')
  const [shared, office] = await Promise.all([goodsShared(world()), officeView(world(), session)])
  return <ModifiersScreen first={shared} office={office} />
}
