import type { Metadata } from 'next'
import { StripeScreen } from '#components/settings/stripe-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { stripeNow } from '#lib/server/stripe-now.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Stripe' }

export default async function StripePage() {
  const session = await atTheTill('settings.view')
  const [first, office] = await Promise.all([stripeNow(), officeView(world(), session)])
  return <StripeScreen first={first} office={office} />
}
