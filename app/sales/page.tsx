import type { Metadata } from 'next'
import { SalesList } from '#components/sales/sales-list.tsx'
import { recentSales } from '#lib/queries/recent-sales.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sales' }

export default async function SalesPage() {
  await atTheTill()
  return <SalesList {...(await recentSales(world()))} />
}
