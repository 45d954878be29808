import type { Metadata } from 'next'
import { SalesList } from '#components/sales/sales-list.tsx'
import { heldMoney } from '#lib/queries/held-money.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { recentSales } from '#lib/queries/recent-sales.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sales' }

export default async function SalesPage() {
  const session = await atTheTill('sale.view')
  const [recent, held, office] = await Promise.all([
    recentSales(world()),
    heldMoney(world()),
    officeView(world(), session),
  ])
  return <SalesList {...recent} held={held} office={office} />
}
