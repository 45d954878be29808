import { useEffect, useState } from 'react'
import { useCounter, useRegisterAnswer, useView } from '#components/register/view.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { SaleReceipt } from './sale-receipt.tsx'

/** Draws the receipt for the paper alone, prints it, and is gone again. Pressed once more it is printed once more. */
export function PrintReceipt() {
  const printing = useView(view => view.printing)
  return printing === 0 ? null : <OnPaper key={printing} />
}

/** Not every browser says when it has printed. */
const LONGEST_MS = 120_000

/** Some browsers ask for the printer while the page goes on, so what is drawn stays, and is of this sale, until they have printed. */
function OnPaper() {
  const till = useTill()
  const { change } = useCounter()
  const { shop, register, staff } = useRegisterAnswer()
  const [sale] = useState(() => till.state().answer?.sale)
  useEffect(() => {
    const done = () => change({ printing: 0 })
    const timer = setTimeout(done, LONGEST_MS)
    window.addEventListener('afterprint', done)
    window.print()
    return () => {
      clearTimeout(timer)
      window.removeEventListener('afterprint', done)
    }
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
