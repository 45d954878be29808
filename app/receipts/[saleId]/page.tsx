import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StayInAlone } from '#components/lock/stay-in-alone.tsx'
import { PrintButton } from '#components/receipt/print-button.tsx'
import { SaleReceipt } from '#components/receipt/sale-receipt.tsx'
import { OneSale } from '#lib/contracts/sales.ts'
import { saleOf } from '#lib/queries/sale.ts'
import { receiptDetails } from '#lib/queries/shop-settings.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Receipt' }

type Props = { readonly params: Promise<{ readonly saleId: string }> }

/** The receipt of any sale, for 80 mm paper and for the screen. */
export default async function ReceiptPage({ params }: Props) {
  await atTheTill('sale.view')
  const asked = readValue(OneSale, await params)
  const { shops } = world()
  const [found, shop, registers] = await Promise.all([
    asked.ok ? saleOf(world(), asked.value.saleId) : undefined,
    shops.shop(),
    shops.registers(),
  ])
  if (!found || !shop) notFound()
  const register = registers.find(({ id }) => id === found.sale.registerId)
  return (
    <main className="grid h-full content-start justify-items-center gap-6 overflow-y-auto bg-control px-4 py-8">
      <h1 className="sr-only">Receipt of sale {found.sale.number}</h1>
      <SaleReceipt sale={found.sale} shop={receiptDetails(shop)} registerName={register?.name ?? ''} />
      <div className="flex gap-2">
        <Link
          href="/register"
          className="flex h-14 items-center rounded-tile bg-surface px-5 font-label inset-ring-[1.5px] inset-ring-edge"
        >
          To the register
        </Link>
        <PrintButton />
      </div>
      <StayInAlone />
    </main>
  )
}
