import { useRef, useState } from 'react'
import type { Sent } from '#lib/client/send.ts'
import { useWish, type Wish, type WishOptions } from './use-wish.ts'

/** A question before a press, and the wish that the press sends. */
export type Question<Of> = {
  /** What is asked about; undefined while nothing is. */
  readonly asked: Of | undefined
  /** Opens it. What an earlier one was refused for is not said again. */
  readonly ask: (of: Of) => void
  /** Everything stays as it is. */
  readonly keep: () => void
  /** A yes to it closes the question it was pressed in; the words of any other answer are said in that one alone. */
  readonly wish: Wish
}

/** For a `ConfirmDialog` whose press is sent: one wish, asked about as often as somebody opens it. */
export function useQuestion<Of>(options: WishOptions): Question<Of> {
  const [asked, setAsked] = useState<Of>()
  // An answer may find another question open than the one it is for.
  const open = useRef<Of>(undefined)
  const wish = useWish(options)
  const show = (of: Of | undefined) => {
    open.current = of
    setAsked(() => of)
  }
  const send = async (body?: unknown): Promise<Sent | undefined> => {
    const of = open.current
    const sent = await wish.send(body)
    if (sent === undefined) return undefined
    if (open.current === of && sent.outcome === 'done') show(undefined)
    if (open.current !== undefined && open.current !== of) wish.forget()
    return sent
  }
  return {
    asked,
    ask: of => {
      wish.forget()
      show(of)
    },
    keep: () => show(undefined),
    wish: { ...wish, send },
  }
}
