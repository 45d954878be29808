'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './cx.ts'

type Props = {
  open: boolean
  /** The question, or the name of what is picked. */
  title: string
  /** Esc, or a press beside it. */
  onClose: () => void
  children?: ReactNode | undefined
  /** The buttons, verbs. Put `autoFocus` on the safe one. */
  actions?: ReactNode | undefined
  /** Beside the title: Close Esc. */
  corner?: ReactNode | undefined
  width?: 'narrow' | 'wide' | undefined
}

/** To confirm in words or to pick. Never two deep. A scan while it is open is the register's to announce. */
export function Dialog({ open, title, onClose, children, actions, corner, width = 'narrow' }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, and the browser reports it as cancel.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onClick={event => {
        if (event.target === dialog.current) onClose()
      }}
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
