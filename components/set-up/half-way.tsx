'use client'

import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** The shop was founded, and Stripe has not answered since. Each look at this page goes on from there. */
export function HalfWay({ shop }: { shop: string }) {
  const router = useRouter()
  return (
    <main className="grid h-full place-items-center p-6">
      <EmptyState
        level={1}
        title={`${shop} is written down, and waits for Stripe`}
        action={
          <Button variant="go" size={56} onClick={() => router.refresh()}>
            Ask Stripe again
          </Button>
        }
        footnote="Nothing has to be typed again."
      >
        Its location and reader are made at Stripe, which does not answer now.
      </EmptyState>
    </main>
  )
}
