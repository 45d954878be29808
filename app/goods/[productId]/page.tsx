import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GoodScreen } from '#components/goods/good-screen.tsx'
import { NewGoodScreen } from '#components/goods/new-good-screen.tsx'
import { OneGood } from '#lib/contracts/goods.ts'
import { goodAnswer, goodsShared } from '#lib/queries/goods.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Good' }

type Props = {
  readonly params: Promise<{ readonly productId: string }>
  readonly searchParams: Promise<{ readonly barcode?: string | string[] }>
}

/** One good, or the form for a new one under /goods/new. */
export default async function GoodPage({ params, searchParams }: Props) {
  const session = await atTheTill('goods.view')
  const [shared, office] = await Promise.all([goodsShared(world()), officeView(world(), session)])
  const { productId } = await params
  if (productId === 'new') {
    const { barcode } = await searchParams
    return (
      <NewGoodScreen
        shared={shared}
        office={office}
        barcode={typeof barcode === 'string' ? barcode : undefined}
      />
    )
  }
  const asked = readValue(OneGood, { productId })
  const first = asked.ok ? await goodAnswer(world(), asked.value.productId) : undefined
  if (!first) notFound()
  return <GoodScreen first={first} shared={shared} office={office} />
}
