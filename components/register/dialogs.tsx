import dynamic from 'next/dynamic'
import { ReceiptDialog } from '#components/receipt/receipt-dialog.tsx'
import { CustomDialog } from './custom-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { LampsDialog } from './lamps-dialog.tsx'
import { QuantityDialog } from './quantity-dialog.tsx'
import { useView } from './view.ts'
import { WhoDialog } from './who-dialog.tsx'

/** Only with Stripe's sandbox, where no server is ever away; the other dialogs must open without one. */
const TestCardsDialog = dynamic(
  async () => (await import('#components/sale/test-cards-dialog.tsx')).TestCardsDialog,
)

/** For managers, and they speak with the server anyway. */
const QuickGoodDialog = dynamic(async () => (await import('./quick-good-dialog.tsx')).QuickGoodDialog)
const EditGoodDialog = dynamic(async () => (await import('./edit-good-dialog.tsx')).EditGoodDialog)

const DIALOGS = {
  keys: KeysDialog,
  custom: CustomDialog,
  quantity: QuantityDialog,
  lamps: LampsDialog,
  receipt: ReceiptDialog,
  test_cards: TestCardsDialog,
  who: WhoDialog,
  quick_good: QuickGoodDialog,
  edit_good: EditGoodDialog,
} as const

/** The one that is open; never two. */
export function Dialogs() {
  const name = useView(view => view.dialog)
  if (!name) return null
  const Part = DIALOGS[name]
  return <Part />
}
