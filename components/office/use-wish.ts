import { useRef, useState } from 'react'
import { lostWords, officeWords } from '#components/words/office-refusals.ts'
import { leftBy, type Method, type Sent, send } from '#lib/client/send.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Money } from '#lib/domain/money.ts'

export type WishOptions = {
  readonly url: string
  readonly method?: Method | undefined
  /** After a yes, with the JSON that came with it. */
  readonly onDone?: ((answer: unknown) => void) | undefined
  /** Keys to be read again after any answer, without waiting for the live line. */
  readonly asksAgain?: readonly string[] | undefined
  /** How amounts are written in a refusal; without it they are left out. */
  readonly money?: ((amount: Money) => string) | undefined
  /** What Stripe is asked for takes its time: 15 seconds unless told. */
  readonly withinMs?: number | undefined
  /** What may have become of it when nobody answers: deleted. */
  readonly mayBe?: string | undefined
}

export type Wish = {
  /** Inert, and undefined, while another press is on its way. Never throws. */
  readonly send: (body?: unknown) => Promise<Sent | undefined>
  /** `lost`: nobody has said whether it was done. */
  readonly state: 'idle' | 'sending' | 'refused' | 'lost'
  readonly refusal?: Refusal | undefined
  /** What went wrong, to be read by a person: the strong part, and the rest. */
  readonly words?: { readonly strong: string; readonly text: string } | undefined
  /** The same in one line. */
  readonly sentence?: string | undefined
  /** Takes the words away, for instance as a dialog opens anew. What is on its way stays on its way. */
  readonly forget: () => void
}

type Ended = { readonly state: Wish['state']; readonly refusal?: Refusal | undefined }

/** Something a person wants of our own server: one press at a time, told in words when it does not come true. */
export function useWish(options: WishOptions): Wish {
  const { url, method, onDone, asksAgain = [], money = () => '', withinMs, mayBe = 'done' } = options
  const [{ state, refusal }, setEnded] = useState<Ended>({ state: 'idle' })
  const isSending = useRef(false)
  const askAgain = useAskAgain()

  const ask = async (body: unknown = {}): Promise<Sent | undefined> => {
    if (isSending.current) return undefined
    isSending.current = true
    setEnded({ state: 'sending' })
    const sent = await send(url, body, withinMs, method)
    isSending.current = false
    setEnded({ state: leftBy(sent), ...(sent.outcome === 'refused' ? { refusal: sent.refusal } : {}) })
    for (const key of asksAgain) askAgain(key)
    if (sent.outcome === 'done') onDone?.(sent.answer)
    return sent
  }

  const words = refusal ? officeWords(refusal, money, mayBe) : state === 'lost' ? lostWords(mayBe) : undefined
  return {
    send: ask,
    state,
    refusal,
    words,
    sentence: words && `${words.strong} ${words.text}`,
    forget: () => setEnded(now => (now.state === 'sending' ? now : { state: 'idle' })),
  }
}
