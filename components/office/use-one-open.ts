import { type RefObject, useRef, useState } from 'react'

/** Asks before something takes away what is typed in a form; with nothing unsaved in it, it is done at once. */
export type Asking = RefObject<((go: () => void) => void) | null>

/** One form of several open at a time: `show` another, and what is typed in this one is asked about first. */
export function useOneOpen<Key extends string>() {
  const [open, setOpen] = useState<Key>()
  const asking: Asking = useRef(null)
  const show = (key: Key) => {
    if (key === open) return
    if (asking.current) asking.current(() => setOpen(key))
    else setOpen(key)
  }
  return { open, show, close: () => setOpen(undefined), asking }
}
