'use client'

import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** A page broke while it was drawn. Payments run on the server, so the first sentence can say that they are safe. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <main className="grid h-full place-items-center p-6">
      <EmptyState
        title="This page could not be drawn"
        action={
          <Button variant="go" size={56} onClick={reset}>
            Draw it again
          </Button>
        }
        footnote={error.digest === undefined ? undefined : `For support: ${error.digest}`}
      >
        Sales and payments are kept on the server and go on without it.
      </EmptyState>
    </main>
  )
}
