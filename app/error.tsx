'use client'

import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** A page broke while it was drawn. Payments run on the server, so the first sentence can say that they are safe. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  /** Asks the server anew; Next's other door, `reset`, draws again what broke. */
  retry: () => void
}) {
  return (
    <main className="grid h-full place-items-center p-6">
      <EmptyState
        title="This page could not be drawn"
        level={1}
        action={
          <Button variant="go" size={56} onClick={retry}>
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
