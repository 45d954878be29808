'use client'

import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'
import { useModal } from './use-modal.ts'

type Props = {
  open: boolean
  /** The question, or the name of what is picked. */
  title: string
  /** Esc, or a press beside it. */
  onClose: () => void
  children?: ReactNode | undefined
  /** The buttons, verbs. Put `data-safe` on the safe one. */
  actions?: ReactNode | undefined
  /** Beside the title: Close Esc. */
  corner?: ReactNode | undefined
  width?: 'narrow' | 'wide' | undefined
}

/** To confirm in words or to pick. Never two deep. A scan while it is open is the register's to announce. */
export function Dialog({ open, title, onClose, children, actions, corner, width = 'narrow' }: Props) {
  const modal = useModal(open, onClose)
  const id = useId()
  return (
    <dialog
      {...modal}
      aria-labelledby={id}
      className={cx(
        'dialog m-auto max-h-[calc(100%-32px)] max-w-[calc(100%-32px)] overflow-auto rounded-sheet bg-surface p-0 text-ink shadow-sheet backdrop:bg-scrim forced-colors:border',
        width === 'wide' ? 'w-[880px]' : 'w-[520px]',
      )}
    >
      {open ? (
        <div className={width === 'wide' ? 'px-9 pt-7 pb-6.5' : 'p-7'}>
          <div className="flex items-center gap-3">
            <h2
              id={id}
              className={cx(
                'min-w-0 flex-1 font-strong tracking-[-.01em]',
                width === 'wide' ? 'text-[28px]/[34px]' : 'text-title',
              )}
            >
              {title}
            </h2>
            {corner}
          </div>
          {children === undefined ? null : <div className="mt-1.5 text-body text-ink-2">{children}</div>}
          {actions === undefined ? null : (
            <div className="mt-4 grid auto-cols-fr grid-flow-col gap-2.5">{actions}</div>
          )}
        </div>
      ) : null}
    </dialog>
  )
}
