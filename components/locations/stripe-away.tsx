import { Card } from '#components/office/office-frame.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** Stripe alone knows the locations, and it does not answer. */
export const StripeAway = () => (
  <Card className="flex min-h-72">
    <EmptyState picture="line" title="Stripe does not answer">
      Locations are kept by Stripe, so they cannot be shown just now. Sales go on: cash works, and nothing
      here is lost. This page asks again by itself.
    </EmptyState>
  </Card>
)

/** What is changed in Stripe’s Dashboard, and that Stripe answers again, nobody tells: it is asked. */
export const LOCATIONS_EVERY_MS = 15_000
