import { EmptyState } from '#components/ui/empty-state.tsx'
import { GoLink } from '#components/ui/go-link.tsx'

export default function NotFound() {
  return (
    <main className="grid h-full place-items-center p-6">
      <EmptyState title="There is no such page" level={1} action={<GoLink href="/">To the register</GoLink>}>
        The address may be old, or mistyped. Sales are where they were.
      </EmptyState>
    </main>
  )
}
