import { type KeyboardEvent, memo, type ReactNode } from 'react'
import { cx } from './cx.ts'

type LineProps = {
  id: string
  quantity: string
  name: string
  /** The one second line: variant, discount with what was saved, note. */
  detail?: string | undefined
  /** Without the currency's sign. */
  amount: string
  selected: boolean
  onSelect: (id: string) => void
}

/** The DOM id of a line, for `aria-activedescendant`. */
const optionId = (id: string) => `line-${id}`

/** One line of the sale. The whole row is the target; the selected one has ground, outline and a blue quantity. */
export const CartLine = memo(function CartLine({
  id,
  quantity,
  name,
  detail,
  amount,
  selected,
  onSelect,
}: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and the keys; a row is only pointed at.
    // biome-ignore lint/a11y/useFocusableInteractive: the list is the one stop; it names the row it is on.
    <div
      id={optionId(id)}
      role="option"
      aria-selected={selected}
      aria-label={[`${quantity} ${name}`, detail, amount].filter(part => part !== undefined).join(', ')}
      onClick={() => onSelect(id)}
      className={cx(
        'cart-line grid cursor-pointer grid-cols-[44px_1fr_auto] items-center gap-2 rounded-[12px] py-[5px] pr-3 pl-2',
        selected && 'bg-go-soft inset-ring-2 inset-ring-go forced-colors:border-2',
      )}
    >
      <span
        className={cx(
          'grid h-9 w-10 place-items-center rounded-[9px] font-bold text-row/6',
          selected ? 'bg-go text-on-go' : 'bg-control',
        )}
      >
        {quantity}
      </span>
      {/* The space keeps two words apart for whoever speaks what he reads. */}{' '}
      <span className="min-w-0">
        <span className="block truncate font-name text-[20px]/[24px]" title={name}>
          {name}
        </span>{' '}
        {detail === undefined ? null : (
          <span className="block truncate text-[16px]/[20px] text-ink-2" title={detail}>
            {detail}
          </span>
        )}
      </span>{' '}
      <span className="whitespace-nowrap font-label text-row/6">{amount}</span>
    </div>
  )
})

type ListProps = {
  /** The selected line, if there is one. */
  selectedId?: string | undefined
  /** Arrow keys while the list has the focus. */
  onMove: (step: 1 | -1) => void
  children: ReactNode
}

/** The lines of the sale: one stop in the tab order. Never empty; an EmptyState stands in its place. */
export function CartLines({ selectedId, onMove, children }: ListProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onMove(step)
  }
  return (
    <div
      role="listbox"
      aria-label="Lines of the sale"
      tabIndex={0}
      aria-activedescendant={selectedId === undefined ? undefined : optionId(selectedId)}
      onKeyDown={onKeyDown}
      className="px-2 focus-visible:outline-offset-[-3px]"
    >
      {children}
    </div>
  )
}
