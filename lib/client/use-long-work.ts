import { useRef, useState } from 'react'
import { type LongWork, watchWork } from './long-work.ts'
import { useAskAgain } from './use-ask-again.ts'

/** Work of our server that takes its time: begun by one press, heard of while it goes on, stopped by another. */
export function useLongWork<Ended>(url: string, asksAgain: readonly string[] = []) {
  const [work, setWork] = useState<LongWork<Ended>>({ at: 'rest' })
  const stop = useRef<AbortController>(undefined)
  const askAgain = useAskAgain()

  const begin = async () => {
    if (stop.current) return
    const stopping = new AbortController()
    stop.current = stopping
    await watchWork(url, setWork, stopping.signal)
    stop.current = undefined
    for (const key of asksAgain) askAgain(key)
  }

  return {
    work,
    begin,
    stop: () => stop.current?.abort(),
    forget: () => setWork({ at: 'rest' }),
  }
}
