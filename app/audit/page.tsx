import type { Metadata } from 'next'
import { AuditScreen } from '#components/audit/audit-screen.tsx'
import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { auditAnswer } from '#lib/queries/audit.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Audit' }

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/** Who did what, newest first. */
export default async function AuditPage({ searchParams }: Props) {
  const session = await atTheTill('audit.view')
  const query = auditQueryFrom(await searchParams)
  const [audit, office] = await Promise.all([auditAnswer(world(), query), officeView(world(), session)])
  return <AuditScreen first={audit} office={office} />
}
