import {
  type MouseEvent,
  type PointerEvent,
  type SyntheticEvent,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { settle } from './settling.ts'

/**
 * What a `<dialog>` needs to be modal: opened and closed by the browser, which keeps the focus inside and gives it back to where it came
 * from, also when the dialog is taken off the page while it is open.
 */
export function useModal(open: boolean, onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  const isDownBeside = useRef(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    if (open && !element.open) {
      element.showModal()
      // The browser focuses what comes first, which need not be the harmless one, nor the field to begin with.
      element.querySelector<HTMLElement>('[data-safe], [data-first]')?.focus()
    }
    if (!open && element.open) element.close()
  }, [open])
  useLayoutEffect(() => {
    const element = ref.current
    return () => {
      // What lies open within it first: while that is, the browser gives the focus to nothing behind both.
      for (const inner of [...(element?.querySelectorAll('dialog') ?? [])].reverse()) inner.close()
      element?.close()
      settle()
    }
  }, [])
  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      // A file picker inside it tells of its own cancelling through the same event.
      if (event.target !== ref.current) return
      event.preventDefault()
      onClose()
    },
    onPointerDown: (event: PointerEvent) => {
      isDownBeside.current = event.target === ref.current
    },
    // Who selects text in a field and lets go beside the dialog has not pressed beside it.
    onClick: (event: MouseEvent) => {
      if (event.target === ref.current && isDownBeside.current) onClose()
    },
  }
}
