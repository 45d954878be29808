import { cx } from './cx.ts'

type Props = {
  /** As printed: $71.80, $80. */
  amount: string
  /** Exact. */
  note?: string | undefined
  selected: boolean
  onPress: () => void
}

/** What the customer may hand over: the exact sum, or notes above it. */
export function NoteButton({ amount, note, selected, onPress }: Props) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      aria-label={note === undefined ? undefined : `${note}, ${amount}`}
      // The focus stays where it is: Enter takes the money, and does not press the note again.
      onMouseDown={event => event.preventDefault()}
      onClick={onPress}
      className={cx(
        'note-button flex min-h-14 flex-col-reverse items-center justify-center rounded-button font-strong text-[28px]/[30px] active:brightness-93 forced-colors:border',
        selected ? 'bg-go-soft inset-ring-[3px] inset-ring-go forced-colors:border-4' : 'bg-control',
      )}
    >
      {/* First the note, as it is named; the amount stands above it. */}
      {note === undefined ? null : <small className="font-label text-[15px]/[18px] text-ink-2">{note}</small>}{' '}
      {amount}
    </button>
  )
}
