import { Receipt } from '#components/ui/receipt.tsx'
import { type Format, formatFor } from '#lib/client/format.ts'
import type { ReceiptDetails } from '#lib/contracts/shop-settings.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { code128 } from './code-128.ts'
import { lineDetails, sumRows, tenderBlocks } from './receipt-words.ts'
import { SoldAt } from './sold-at.tsx'

type Props = {
  sale: Sale
  shop: ReceiptDetails
  registerName: string
  servedBy?: string | undefined
  /** 2 and more print COPY large. */
  copy?: number | undefined
}

/** The slip of one sale, 72 mm wide. */
export function SaleReceipt({ sale, shop, registerName, servedBy, copy }: Props) {
  const format = formatFor(shop.country, sale.rule.currency)
  const code = `S${sale.number}`
  return (
    <Receipt
      shop={shop.name}
      address={shop.address}
      reach={reachOf(shop)}
      header={shop.header}
      copy={copy}
      head={[
        [
          `Sale ${sale.prefix ?? ''}${sale.number}`,
          <SoldAt
            key="at"
            at={sale.paidAt ?? sale.openedAt}
            country={shop.country}
            currency={sale.rule.currency}
          />,
        ],
        [registerName, servedBy === undefined ? '' : `Served by ${servedBy}`],
      ]}
      lines={sale.lines.map(line => ({
        quantity: String(line.quantity),
        name: line.name,
        amount: format.plain(line.amount),
        details: lineDetails(line, format),
      }))}
      sums={sumRows(sale, format)}
      total={totalRow(sale, format)}
      tenders={tenderBlocks(sale, format)}
      code={<SaleCode text={code} />}
      codeWords={code}
      footer={shop.footer}
    />
  )
}

/** How the shop is reached, and what the tax office calls it. */
const reachOf = ({ phone, taxId }: ReceiptDetails): readonly string[] => [
  ...(phone === undefined ? [] : [phone]),
  ...(taxId === undefined ? [] : [`Tax ID ${taxId}`]),
]

const totalRow = (sale: Sale, format: Format) => ({
  name: `Total ${sale.rule.currency.toUpperCase()}`,
  value: format.plain(sale.wantedTotal),
})

/** The sale's number for a scanner. */
function SaleCode({ text }: { text: string }) {
  const { bars, width } = code128(text)
  return (
    <svg
      width={width * 2}
      height={44}
      viewBox={`0 0 ${width} 22`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      {bars.map(bar => (
        <rect key={bar.x} x={bar.x} y="0" width={bar.width} height="22" fill="#000" />
      ))}
    </svg>
  )
}
