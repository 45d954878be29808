import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Keypad } from '#components/ui/keypad.tsx'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { cartOf } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useTyped } from '#lib/client/use-typed.ts'
import type { Line } from '#lib/domain/cart.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { may } from '#lib/domain/permissions.ts'
import { focusFirst } from './focus-first.ts'
import { useCounter, useRegisterAnswer } from './view.ts'

/** The quantity of one line, typed: of the one that was selected, whatever is scanned meanwhile. None removes it, which can be undone. */
export function QuantityDialog() {
  const till = useTill()
  const { change } = useCounter()
  const [lineId] = useState(() => till.state().selected)
  const line = useTillState(state => cartOf(state).lines.find(other => other.id === lineId))
  const isGone = line === undefined
  useEffect(() => {
    if (isGone) change({ dialog: undefined })
  }, [isGone, change])
  if (!line) return null
  return <OneLine line={line} onClose={() => change({ dialog: undefined })} />
}

function OneLine({ line, onClose }: { line: Line; onClose: () => void }) {
  const till = useTill()
  const { digits, press } = useTyped(String(line.quantity), 4)
  const quantity = Number(digits || '0')
  const set = () => {
    till.setQuantity(line.id, quantity)
    onClose()
  }
  return (
    <Dialog
      open
      title={`How many? ${line.name}`}
      corner={<EditGood productId={line.productId} />}
      onClose={onClose}
      actions={
        <>
          <Button size={72} hint="Esc" onClick={onClose}>
            Back
          </Button>
          <Button size={72} variant="go" hint="Enter" onClick={set} ref={focusFirst}>
            {quantity === 0 ? 'Remove the line' : `Set to ${quantity}`}
          </Button>
        </>
      }
    >
      <p
        aria-live="polite"
        className="mt-3 mb-3 flex h-16 items-center justify-end rounded-button px-4.5 font-strong text-[30px]/[36px] text-ink inset-ring-[3px] inset-ring-go"
      >
        {quantity}
      </p>
      <Keypad kind="amount" height={68} label="Quantity" onKey={press} />
    </Dialog>
  )
}

/** A typed amount is no good, and one that is not sold any more is changed in the office. */
function EditGood({ productId }: { productId: ProductId | undefined }) {
  const { change } = useCounter()
  const { staff } = useRegisterAnswer()
  const goods = useGoods()
  if (!productId || !goods?.keptUnder(productId) || !may(staff.role, 'goods.manage')) return null
  return (
    <Button size={48} onClick={() => change({ dialog: 'edit_good', editing: productId })}>
      Edit good
    </Button>
  )
}
