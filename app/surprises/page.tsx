import type { Metadata } from 'next'
import { SurprisesScreen } from '#components/surprises/surprises-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Surprises' }

export default async function SurprisesPage() {
  const session = await atTheTill('surprises.view')
  const office = await officeView(world(), session)
  return <SurprisesScreen country={office.shop.country} office={office} />
}
