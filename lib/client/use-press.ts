import { useRef } from 'react'
import { uuid } from './uuid.ts'

/**
 * The name of a press that asks Stripe for something. The same again after an answer that got lost, so that the thing is done once; a
 * new one after a no, because Stripe answers a name once and for all.
 */
export function usePress(): (lastState: 'idle' | 'sending' | 'refused' | 'lost') => string {
  const press = useRef<string>(undefined)
  return lastState => {
    if (lastState !== 'lost' || press.current === undefined) press.current = uuid()
    return press.current
  }
}
