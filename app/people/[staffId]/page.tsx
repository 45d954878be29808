import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PersonScreen } from '#components/people/person-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { peopleNow, sessionsNow } from '#lib/queries/people.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'People' }

type Props = { params: Promise<{ staffId: string }> }

export default async function PersonPage({ params }: Props) {
  const session = await atTheTill('people.view')
  const [{ staffId }, office, people, sessions] = await Promise.all([
    params,
    officeView(world(), session),
    peopleNow(world()),
    sessionsNow(world(), session),
  ])
  const person = people.people.find(({ id }) => id === staffId)
  if (!person) notFound()
  return <PersonScreen office={office} staffId={person.id} people={people} sessions={sessions} />
}
