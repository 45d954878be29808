import { ReceiptDialog } from '#components/receipt/receipt-dialog.tsx'
import { TestCardsDialog } from '#components/sale/test-cards-dialog.tsx'
import { CustomDialog } from './custom-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { LampsDialog } from './lamps-dialog.tsx'
import { QuantityDialog } from './quantity-dialog.tsx'
import { useView } from './view.ts'

const DIALOGS = {
  keys: KeysDialog,
  custom: CustomDialog,
  quantity: QuantityDialog,
  lamps: LampsDialog,
  receipt: ReceiptDialog,
  test_cards: TestCardsDialog,
} as const

/** The one that is open; never two. */
export function Dialogs() {
  const name = useView(view => view.dialog)
  if (!name) return null
  const Part = DIALOGS[name]
  return <Part />
}
