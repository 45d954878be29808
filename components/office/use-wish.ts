import { useRef, useState } from 'react'
import { refusalWords } from '#components/words/refusals.ts'
import { type Method, type Sent, send } from '#lib/client/send.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Money } from '#lib/domain/money.ts'

type Options = {
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
}

export type Wish = {
  /** Inert, and undefined, while another press is on its way. Never throws. */
  readonly send: (body?: unknown) => Promise<Sent | undefined>
  /** `lost`: nobody answered, and it may have been done. */
  readonly state: 'idle' | 'sending' | 'refused' | 'lost'
  readonly refusal?: Refusal | undefined
  /** What went wrong, to be read by a person: the strong part, and the rest. */
  readonly words?: { readonly strong: string; readonly text: string } | undefined
  /** The same in one line. */
  readonly sentence?: string | undefined
  /** Takes the words away, for instance as a dialog opens anew. */
  readonly forget: () => void
}

const LOST = {
  strong: 'The till’s server did not answer.',
  text: 'It may have been done all the same. What you typed is still here: look, then try again.',
} as const

type Ended = { readonly state: Wish['state']; readonly refusal?: Refusal | undefined }

/** Something a person wants of our own server: one press at a time, told in words when it does not come true. */
export function useWish({ url, method, onDone, asksAgain = [], money, withinMs }: Options): Wish {
  const [{ state, refusal }, setEnded] = useState<Ended>({ state: 'idle' })
  const isSending = useRef(false)
  const askAgain = useAskAgain()

  const ask = async (body: unknown = {}): Promise<Sent | undefined> => {
    if (isSending.current) return undefined
    isSending.current = true
    setEnded({ state: 'sending' })
    const sent = await send(url, body, withinMs, method)
    isSending.current = false
    setEnded(endedBy(sent))
    for (const key of asksAgain) askAgain(key)
    if (sent.outcome === 'done') onDone?.(sent.answer)
    return sent
  }

  const words =
    state === 'lost' ? LOST : refusal === undefined ? undefined : refusalWords(refusal, money ?? (() => ''))
  return {
    send: ask,
    state,
    refusal,
    words,
    sentence: words && `${words.strong} ${words.text}`,
    forget: () => setEnded({ state: 'idle' }),
  }
}

function endedBy(sent: Sent): Ended {
  if (sent.outcome === 'done') return { state: 'idle' }
  return sent.outcome === 'away' ? { state: 'lost' } : { state: 'refused', refusal: sent.refusal }
}
