import { useRef, useState } from 'react'
import type { WorkLine } from '#lib/contracts/long-work.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { hearLines } from './hear-lines.ts'
import { useAskAgain } from './use-ask-again.ts'

type Far = { readonly done: number; readonly of?: number }

export type LongWork<Ended> =
  | { readonly at: 'rest' }
  | ({ readonly at: 'busy' } & Far)
  | { readonly at: 'ended'; readonly ended: Ended }
  | { readonly at: 'refused'; readonly refusal: Refusal }
  /** By whoever began it, so far. */
  | ({ readonly at: 'stopped' } & Far)
  /** Nobody answered, or not to the end. */
  | { readonly at: 'lost' }

/** Work of our server that takes its time: begun by one press, heard of while it goes on, stopped by another. */
export function useLongWork<Ended>(url: string, asksAgain: readonly string[] = []) {
  const [work, setWork] = useState<LongWork<Ended>>({ at: 'rest' })
  const stop = useRef<AbortController>(undefined)
  const askAgain = useAskAgain()

  const begin = async () => {
    if (stop.current) return
    const stopping = new AbortController()
    const { signal } = stopping
    stop.current = stopping
    let far: Far = { done: 0 }
    let end: LongWork<Ended> | undefined
    setWork({ at: 'busy', ...far })
    const hear = (told: unknown) => {
      // True because these URLs answer with these lines and no others.
      const line = told as WorkLine<Ended>
      if ('done' in line) {
        far = line
        setWork({ at: 'busy', ...line })
      } else if ('ended' in line) end = { at: 'ended', ended: line.ended }
      else if ('refusal' in line) end = { at: 'refused', refusal: line.refusal }
    }
    await hearLines(url, { type: 'application/json', body: '{}' }, hear, signal)
    stop.current = undefined
    setWork(end ?? (signal.aborted ? { at: 'stopped', ...far } : { at: 'lost' }))
    for (const key of asksAgain) askAgain(key)
  }

  return {
    work,
    begin,
    stop: () => stop.current?.abort(),
    forget: () => setWork({ at: 'rest' }),
  }
}
