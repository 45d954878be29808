import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <main className="grid h-full place-items-center p-6">
      <EmptyState
        title="There is no such page"
        action={
          <Link
            href="/"
            className="flex h-14 items-center rounded-button bg-go px-6 font-label text-on-go hover:bg-go-hover"
          >
            To the register
          </Link>
        }
      >
        The address may be old, or mistyped. Sales are where they were.
      </EmptyState>
    </main>
  )
}
