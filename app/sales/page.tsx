import type { Metadata } from 'next'
import { SalesList } from '#components/sales/sales-list.tsx'
import { SALES_FILTERS } from '#lib/contracts/sales-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { heldMoney } from '#lib/queries/held-money.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { salesAnswer } from '#lib/queries/sales-list.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sales' }

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/** Every sale there ever was, newest first. */
export default async function SalesPage({ searchParams }: Props) {
  const session = await atTheTill('sale.view')
  const query = tableQueryFrom(await searchParams, SALES_FILTERS)
  const [sales, held, office] = await Promise.all([
    salesAnswer(world(), query),
    heldMoney(world()),
    officeView(world(), session),
  ])
  return <SalesList first={sales} held={held} office={office} />
}
