import type { Metadata } from 'next'
import { ImportScreen } from '#components/goods/import-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Import and export' }

export default async function ImportPage() {
  const session = await atTheTill('goods.import')
  return <ImportScreen office={await officeView(world(), session)} />
}
