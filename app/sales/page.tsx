import type { Metadata } from 'next'
import { SalesList } from '#components/sales/sales-list.tsx'
import { heldMoney } from '#lib/queries/held-money.ts'
import { recentSales } from '#lib/queries/recent-sales.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sales' }

export default async function SalesPage() {
  await atTheTill()
  const [recent, held, surprises] = await Promise.all([
    recentSales(world()),
    heldMoney(world()),
    surprisesNow(world()),
  ])
  return <SalesList {...recent} held={held} surprises={surprises} />
}
