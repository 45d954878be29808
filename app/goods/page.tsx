import type { Metadata } from 'next'
import { GoodsList } from '#components/goods/goods-list.tsx'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { GOODS_FILTERS, goodsPage, goodsShared } from '#lib/queries/goods.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Goods' }

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/** What the shop sells. */
export default async function GoodsPage({ searchParams }: Props) {
  const session = await atTheTill('goods.view')
  const query = tableQueryFrom(await searchParams, GOODS_FILTERS)
  const [first, shared, office] = await Promise.all([
    goodsPage(world(), query),
    goodsShared(world()),
    officeView(world(), session),
  ])
  return <GoodsList first={first} shared={shared} office={office} />
}
