import type { Metadata } from 'next'
import { PeopleScreen } from '#components/people/people-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { peopleNow, sessionsNow } from '#lib/queries/people.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const session = await atTheTill('people.view')
  const [office, people, sessions] = await Promise.all([
    officeView(world(), session),
    peopleNow(world()),
    sessionsNow(world(), session),
  ])
  return <PeopleScreen office={office} people={people} sessions={sessions} />
}
