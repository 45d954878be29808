import { Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CartLine, CartLines } from '#components/ui/cart-line.tsx'
import { CartTotal } from '#components/ui/cart-total.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { LineTools } from '#components/ui/line-tools.tsx'
import { cartOf, isFinished, isFrozen } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import type { Format } from '#lib/client/format.ts'
import type { Line } from '#lib/domain/cart.ts'
import type { LineId } from '#lib/domain/ids.ts'
import { useNoticeKind } from './notices.tsx'
import { saleName } from './sale-name.ts'
import { usePartPaid } from './use-part-paid.ts'
import { useCounter, useView } from './view.ts'

/** The sale's number, once it has one, and the way to empty it. */
export function CartHead() {
  const till = useTill()
  const name = useTillState(saleName)
  const isEmpty = useTillState(state => cartOf(state).lines.length === 0)
  return (
    <>
      <h2>{name}</h2>
      {isEmpty ? null : (
        <Button
          size={48}
          aria-label="Clear the sale, can be undone"
          title="Clear the sale"
          icon={<Trash2 className="size-5.5" />}
          onClick={till.clear}
        />
      )}
    </>
  )
}

/** The lines as they were rung up; the selected one is what the tools below act on. */
export function CartBody() {
  const till = useTill()
  const { format } = useCounter()
  const lines = useTillState(state => cartOf(state).lines)
  // While money moves there is nothing to choose.
  const isCash = useView(view => view.isCash)
  const selected = useTillState(state => (isCash || isFrozen(state) ? undefined : state.selected))
  const hasNotice = useNoticeKind() !== undefined
  useEffect(() => {
    const line = selected && document.getElementById(`line-${selected}`)
    // A notice lies over the foot of the lines.
    if (line) line.scrollIntoView({ block: hasNotice ? 'center' : 'nearest' })
  }, [selected, hasNotice])
  if (lines.length === 0) return <EmptyCart />
  return (
    <CartLines selectedId={selected} onMove={till.selectNext}>
      {lines.map(line => (
        <CartLine
          key={line.id}
          id={line.id}
          quantity={String(line.quantity)}
          name={line.name}
          detail={detailOf(line, format)}
          amount={format.plain(line.amount)}
          selected={line.id === selected}
          onSelect={id => till.select(lineIdOf(id))}
        />
      ))}
      {hasNotice ? <div aria-hidden="true" className="h-45" /> : null}
    </CartLines>
  )
}

// True because these ids come from the very lines drawn above.
const lineIdOf = (id: string): LineId => id as LineId

/** Variant and modifiers as they were chosen, and what one costs. */
function detailOf(line: Line, format: Format): string | undefined {
  const parts = [
    line.variant,
    ...(line.modifiers ?? []).map(({ name }) => name),
    line.quantity > 1 ? `${format.money(line.unitPrice)} each` : undefined,
  ].filter(part => part !== undefined)
  return parts.length > 0 ? parts.join(', ') : undefined
}

function EmptyCart() {
  const isDone = useTillState(isFinished)
  const kept = useTillState(state => state.kept.length)
  if (isDone) {
    return (
      <EmptyState picture="none" title="Ready for the next sale">
        {kept > 0
          ? 'What was scanned meanwhile is kept for it. Press Enter, or scan.'
          : 'Scan now. The first scan closes the receipt question.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      picture="line"
      title="Tap, type or scan"
      footnote={
        <>
          <KeyHint keys="3" always /> <KeyHint keys="*" always /> then scan adds three.{' '}
          <KeyHint keys="?" always /> shows every key.
        </>
      }
    >
      The first item starts the sale. Amounts and totals appear here.
    </EmptyState>
  )
}

/** −, quantity, + and Remove, for the selected line. */
export function CartTools({ off }: { off: boolean }) {
  const till = useTill()
  const { change } = useCounter()
  const quantity = useTillState(
    state => cartOf(state).lines.find(line => line.id === state.selected)?.quantity,
  )
  return (
    <LineTools
      quantity={quantity === undefined ? undefined : String(quantity)}
      off={off}
      onLess={() => till.changeBy(-1)}
      onMore={() => till.changeBy(1)}
      onQuantity={() => change({ dialog: 'quantity' })}
      onRemove={() => {
        const { selected } = till.state()
        if (selected) till.remove(selected)
      }}
    />
  )
}

/** What the goods cost, how many they are, and how much of it is tax; of a sale that has some of its money, how much. */
export function CartSum() {
  const { format } = useCounter()
  const cart = useTillState(cartOf)
  const { count, tax } = cart
  const partPaid = usePartPaid()
  const items = `${count} ${count === 1 ? 'item' : 'items'}`
  const taxed = format.money(tax)
  return (
    <CartTotal
      amount={format.money(cart.total)}
      summary={count === 0 ? undefined : partPaid ? `${items}, tax ${taxed}` : items}
      saving={count === 0 ? undefined : (partPaid?.words ?? `Tax ${taxed}`)}
    />
  )
}
