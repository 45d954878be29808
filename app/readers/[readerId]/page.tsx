import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReaderScreen } from '#components/readers/reader-screen.tsx'
import { OneReader } from '#lib/contracts/readers.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { readerDetail } from '#lib/queries/readers.ts'
import { fleetIsLookedAt } from '#lib/server/fleet-watch.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Reader' }

export default async function ReaderPage({ params }: { params: Promise<{ readerId: string }> }) {
  const session = await atTheTill('readers.view')
  const input = readValue(OneReader, await params)
  if (!input.ok) notFound()
  fleetIsLookedAt(world().clock.now())
  const [detail, office] = await Promise.all([
    readerDetail(world(), input.value.readerId, stripeSide()),
    officeView(world(), session),
  ])
  if (!detail) notFound()
  return <ReaderScreen office={office} first={detail} />
}
