import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useModal } from './use-modal.ts'

type Props = {
  open: boolean
  title: string
  /** Esc, a press beside it, or the cross. */
  onClose: () => void
  children: ReactNode
  /** At the foot, always in sight. */
  actions?: ReactNode | undefined
}

/** A pane over the right edge, for the detail of a row or a short form; on a phone the whole screen. Never over a dialog. */
export function Sheet({ open, title, onClose, children, actions }: Props) {
  const modal = useModal(open, onClose)
  const id = useId()
  return (
    <dialog
      {...modal}
      aria-labelledby={id}
      className="dialog m-0 ml-auto h-full max-h-full w-[560px] max-w-full overflow-y-auto rounded-l-sheet bg-surface p-0 text-ink shadow-sheet backdrop:bg-scrim max-[719px]:rounded-none forced-colors:border"
    >
      {open ? (
        <div className="flex min-h-full flex-col">
          <header className="sticky top-0 z-10 flex flex-none items-center gap-3 bg-surface px-7 pt-6 pb-4 max-[719px]:px-4 max-[719px]:pt-4">
            <h2 id={id} className="min-w-0 flex-1 break-words font-strong text-title tracking-[-.01em]">
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className="-mr-2 grid size-11 flex-none place-items-center rounded-chip text-ink-2 hover:bg-control active:bg-control"
            >
              <X className="size-6" aria-hidden="true" />
            </button>
          </header>
          <div className="min-w-0 flex-1 px-7 pb-6 max-[719px]:px-4">{children}</div>
          {actions === undefined ? null : (
            <footer className="sticky bottom-0 z-10 flex flex-none flex-wrap justify-end gap-2.5 border-line border-t bg-surface px-7 py-4 max-[719px]:px-4">
              {actions}
            </footer>
          )}
        </div>
      ) : null}
    </dialog>
  )
}
