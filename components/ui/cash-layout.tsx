import type { ReactNode } from 'react'

type Props = {
  /** Over the NoteButtons: Handed over. */
  notesLabel: string
  /** Six NoteButtons, the exact sum first. */
  notes: ReactNode
  /** Over the typed amount: Or type it. */
  typedLabel: string
  /** The typed amount as printed. */
  typed: string
  /** A Keypad of kind amount. */
  keypad: ReactNode
}

/** Notes beside the keypad; on a phone above it. Stands below CashHead on a stage. */
export function CashLayout({ notesLabel, notes, typedLabel, typed, keypad }: Props) {
  return (
    <div className="cash-layout">
      <div className="flex flex-col">
        <p className="mb-2 font-label text-small">{notesLabel}</p>
        <div className="cash-notes">{notes}</div>
      </div>
      <div className="cash-pad">
        <p className="mb-2 font-label text-small">{typedLabel}</p>
        <output className="cash-typed">{typed}</output>
        {keypad}
      </div>
    </div>
  )
}
