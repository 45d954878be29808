import type { Metadata } from 'next'
import { ReadersScreen } from '#components/readers/readers-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { readersAnswer } from '#lib/queries/readers.ts'
import { fleetIsLookedAt } from '#lib/server/fleet-watch.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Readers' }

export default async function ReadersPage() {
  const session = await atTheTill('readers.view')
  fleetIsLookedAt(world().clock.now())
  const [readers, office] = await Promise.all([
    readersAnswer(world(), stripeSide()),
    officeView(world(), session),
  ])
  return <ReadersScreen office={office} first={readers} />
}
