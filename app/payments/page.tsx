import type { Metadata } from 'next'
import { PaymentsScreen } from '#components/payments/payments-screen.tsx'
import { isManager } from '#lib/operations/manager.ts'
import { paymentsInFlight } from '#lib/queries/payments-in-flight.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Payments in flight' }

export default async function PaymentsPage() {
  const session = await atTheTill()
  const [shop, payments, surprises] = await Promise.all([
    world().shops.shop(),
    paymentsInFlight(world()),
    surprisesNow(world()),
  ])
  return (
    <PaymentsScreen
      country={shop?.country ?? 'US'}
      payments={payments}
      surprises={surprises}
      canStop={isManager(session)}
    />
  )
}
