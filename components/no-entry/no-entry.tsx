'use client'

import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PERMISSIONS, type Permission, ROLES } from '#lib/domain/permissions.ts'

type Props = {
  /** Who is signed in. */
  name: string
  permission: Permission | undefined
}

/** Not a dead end: it says who could, and leads back to the counter. */
export const NoEntry = ({ name, permission }: Props) => (
  <main className="flex h-full items-center justify-center p-6">
    <EmptyState
      picture="line"
      level={1}
      title={`This page is not for ${name}`}
      action={
        <Link
          href="/register"
          className="flex h-14 items-center rounded-tile bg-ink px-6 font-label text-surface"
        >
          To the counter
        </Link>
      }
    >
      {permission ? `“${PERMISSIONS[permission].words}” is for: ${whoMay(permission)}. ` : ''}
      Lock the till and let one of them sign in.
    </EmptyState>
  </main>
)

const whoMay = (permission: Permission): string =>
  ROLES.filter(role => PERMISSIONS[permission][role] === 'yes').join(', ')
