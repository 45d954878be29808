import { useEffect } from 'react'
import { useCounter, useRegisterAnswer, useView } from '#components/register/view.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { SaleReceipt } from './sale-receipt.tsx'

/** Draws the receipt for the paper alone, prints it, and is gone again. */
export function PrintReceipt() {
  const isPrinting = useView(view => view.isPrinting)
  return isPrinting ? <OnPaper /> : null
}

function OnPaper() {
  const { change } = useCounter()
  const { shop, register, staff } = useRegisterAnswer()
  const sale = useTillState(state => state.answer?.sale)
  useEffect(() => {
    window.print()
    change({ isPrinting: false })
  }, [change])
  if (!sale) return null
  return (
    <div className="hidden print:block">
      <SaleReceipt
        sale={sale}
        shop={shop.receipt}
        registerName={register?.name ?? ''}
        servedBy={staff.name}
      />
    </div>
  )
}
