import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { focusFirst } from '#components/register/focus-first.ts'
import { useCounter, useRegisterAnswer } from '#components/register/view.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { SaleReceipt } from './sale-receipt.tsx'

/** The receipt on the till's own screen, to be shown to the customer. It goes with its sale: the next one's is not asked for. */
export function ReceiptDialog() {
  const till = useTill()
  const { change } = useCounter()
  const { shop, register, staff } = useRegisterAnswer()
  const [saleId] = useState(() => till.state().saleId)
  const sale = useTillState(state => (state.saleId === saleId ? state.answer?.sale : undefined))
  const isGone = sale === undefined
  useEffect(() => {
    if (isGone) change({ dialog: undefined })
  }, [isGone, change])
  const close = () => change({ dialog: undefined })
  if (!sale) return null
  return (
    <Dialog
      open
      title={`Receipt of sale ${sale.number}`}
      onClose={close}
      corner={
        <Button size={48} hint="Esc" onClick={close}>
          Close
        </Button>
      }
      actions={
        <>
          <Button size={72} icon={<Printer className="size-6.5" />} onClick={() => window.print()}>
            Print
          </Button>
          <Button
            size={72}
            variant="go"
            hint="Enter"
            ref={focusFirst}
            onClick={() => {
              close()
              till.startNext()
            }}
          >
            Next sale
          </Button>
        </>
      }
    >
      <div className="mt-3 grid max-h-[56vh] justify-items-center overflow-y-auto rounded-card bg-control py-6">
        <SaleReceipt
          sale={sale}
          shop={shop.receipt}
          registerName={register?.name ?? ''}
          servedBy={staff.name}
        />
      </div>
    </Dialog>
  )
}
