import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TimelineScreen } from '#components/timeline/timeline-screen.tsx'
import { OneSale } from '#lib/contracts/sales.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sale' }

type Props = { readonly params: Promise<{ readonly saleId: string }> }

/** One sale with its payments' diary. */
export default async function SalePage({ params }: Props) {
  const session = await atTheTill('sale.view')
  const asked = readValue(OneSale, await params)
  const [timeline, office] = await Promise.all([
    asked.ok ? timelineOf(world(), asked.value.saleId) : undefined,
    officeView(world(), session),
  ])
  if (!timeline) notFound()
  return <TimelineScreen country={office.shop.country} timeline={timeline} office={office} />
}
