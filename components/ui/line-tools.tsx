import { Minus, PencilLine, Percent, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

type Props = {
  /** The selected line's quantity, as printed. Absent: no line is selected and everything here is off. */
  quantity?: string | undefined
  /** While a payment runs. */
  off?: boolean | undefined
  onLess: () => void
  /** Opens the keypad. */
  onQuantity: () => void
  onMore: () => void
  /** Absent: the button is not there, its place is kept. */
  onDiscount?: () => void
  onNote?: () => void
  onRemove: () => void
}

/** One fixed row for the selected line. Lines never unfold, so nothing moves. */
export function LineTools({ quantity, off = false, ...on }: Props) {
  const isOff = off || quantity === undefined
  const why = off ? 'Not while money is taken' : quantity === undefined ? 'Choose a line first' : undefined
  return (
    <div
      role="toolbar"
      aria-label="Selected line"
      className={cx(
        'grid grid-cols-[56px_56px_56px_1fr_1fr_minmax(60px,1fr)] gap-1.5 px-4 py-2.5',
        isOff && 'opacity-45',
      )}
    >
      <Tool label="One less" off={why} onPress={on.onLess} icon={<Minus />} />
      <Tool label={`Quantity ${quantity ?? ''}, change`} off={why} onPress={on.onQuantity} boxed>
        <span className="font-bold text-[22px]/[26px]">{isOff ? '–' : quantity}</span>
      </Tool>
      <Tool label="One more" off={why} onPress={on.onMore} icon={<Plus />} />
      {on.onDiscount === undefined ? (
        <span />
      ) : (
        <Tool word="Discount" off={why} onPress={on.onDiscount} icon={<Percent />} />
      )}
      {on.onNote === undefined ? (
        <span />
      ) : (
        <Tool word="Note" off={why} onPress={on.onNote} icon={<PencilLine />} />
      )}
      <Tool word="Remove" off={why} onPress={on.onRemove} icon={<Trash2 />} />
    </div>
  )
}

type ToolProps = {
  label?: string | undefined
  word?: string | undefined
  icon?: ReactNode | undefined
  /** Why it does nothing now. */
  off: string | undefined
  boxed?: boolean | undefined
  onPress: () => void
  children?: ReactNode | undefined
}

function Tool({ label, word, icon, off, boxed = false, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off !== undefined || undefined}
      title={off}
      onClick={off === undefined ? onPress : undefined}
      className={cx(
        'grid h-14 min-w-0 place-content-center place-items-center gap-0.5 rounded-tile font-[550] text-[14px]/[16px] tracking-[-.012em] forced-colors:border [&>svg]:size-6',
        word !== undefined && '[&>svg]:size-5.5',
        boxed ? 'inset-ring-[1.5px] inset-ring-edge' : 'bg-control',
        off === undefined && 'active:brightness-93',
      )}
    >
      {icon}
      {word}
      {children}
    </button>
  )
}
