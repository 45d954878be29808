import type { Metadata } from 'next'
import { PaymentsScreen } from '#components/payments/payments-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { paymentsInFlight } from '#lib/queries/payments-in-flight.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Payments in flight' }

export default async function PaymentsPage() {
  const session = await atTheTill('payments.view')
  const [payments, office] = await Promise.all([paymentsInFlight(world()), officeView(world(), session)])
  return <PaymentsScreen country={office.shop.country} payments={payments} office={office} />
}
