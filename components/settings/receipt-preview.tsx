import { SaleReceipt } from '#components/receipt/sale-receipt.tsx'
import type { ReceiptDetails, ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import { sampleSale } from './sample-sale.ts'

type Props = {
  shop: ShopSettingsAnswer
  /** What is typed, stored or not. */
  details: ReceiptDetails
  who: string
  /** When the page was drawn: the receipt's date. */
  at: number
}

/** A receipt of this shop, as it will be. */
export const ReceiptPreview = ({ shop, details, who, at }: Props) => (
  <SaleReceipt sale={sampleSale(shop, at)} shop={details} registerName="Register 1" servedBy={who} />
)
