import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TimelineScreen } from '#components/timeline/timeline-screen.tsx'
import { OneSale } from '#lib/contracts/sales.ts'
import { isManager } from '#lib/operations/manager.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sale' }

type Props = { readonly params: Promise<{ readonly saleId: string }> }

/** One sale with its payments' diary. */
export default async function SalePage({ params }: Props) {
  const session = await atTheTill()
  const asked = readValue(OneSale, await params)
  const [timeline, shop, surprises] = await Promise.all([
    asked.ok ? timelineOf(world(), asked.value.saleId) : undefined,
    world().shops.shop(),
    surprisesNow(world()),
  ])
  if (!timeline || !shop) notFound()
  return (
    <TimelineScreen
      country={shop.country}
      timeline={timeline}
      surprises={surprises}
      mayAct={isManager(session)}
    />
  )
}
