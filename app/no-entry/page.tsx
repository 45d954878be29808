import type { Metadata } from 'next'
import { StayInAlone } from '#components/lock/stay-in-alone.tsx'
import { NoEntry } from '#components/no-entry/no-entry.tsx'
import { isPermission } from '#lib/domain/permissions.ts'
import { atTheTill } from '#lib/server/page-guard.ts'

export const metadata: Metadata = { title: 'Not for this person' }

type Props = { readonly searchParams: Promise<{ readonly to?: string | string[] }> }

/** Where somebody lands who may not see a page: what it needs, and the two ways on. */
export default async function NoEntryPage({ searchParams }: Props) {
  const session = await atTheTill('till.use')
  const { to } = await searchParams
  const permission = typeof to === 'string' && isPermission(to) ? to : undefined
  return (
    <>
      <NoEntry name={session.staffName} permission={permission} />
      <StayInAlone />
    </>
  )
}
