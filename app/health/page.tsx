import type { Metadata } from 'next'
import { HealthScreen } from '#components/health/health-screen.tsx'
import { healthDay } from '#lib/queries/health-day.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { backupsNow } from '#lib/server/backups.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Health' }

export default async function HealthPage() {
  const session = await atTheTill('health.view')
  const [first, backups, office] = await Promise.all([
    healthDay(world()),
    backupsNow(),
    officeView(world(), session),
  ])
  return <HealthScreen first={first} backups={backups} office={office} />
}
