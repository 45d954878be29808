import type { Metadata } from 'next'
import { SurprisesScreen } from '#components/surprises/surprises-screen.tsx'
import { DEALT_FILTERS } from '#lib/contracts/dealt-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { dealtAnswer } from '#lib/queries/surprises.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Surprises' }

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/** What waits for a manager, and what was done about the others. */
export default async function SurprisesPage({ searchParams }: Props) {
  const session = await atTheTill('surprises.view')
  const query = tableQueryFrom(await searchParams, DEALT_FILTERS)
  const [dealt, office] = await Promise.all([dealtAnswer(world(), query), officeView(world(), session)])
  return <SurprisesScreen country={office.shop.country} dealt={dealt} office={office} />
}
