import { useState } from 'react'
import { uuid } from './uuid.ts'

/**
 * The name of a press that asks Stripe for something. The same again after an answer that got lost, so that the thing is done once; a
 * new one after a no, because Stripe answers a name once and for all. `wanted` is what is asked for, where it may be edited meanwhile and
 * may be done twice: Stripe refuses another wish under an old name. https://docs.stripe.com/api/idempotent_requests
 */
export type NameOfPress = (
  lastState: 'idle' | 'sending' | 'refused' | 'lost',
  wanted?: Readonly<Record<string, unknown>>,
) => string

export function usePress(): NameOfPress {
  const [press] = useState(namesOfPresses)
  return press
}

export function namesOfPresses(): NameOfPress {
  let name: string | undefined
  let lastWanted: string | undefined
  return (lastState, wanted) => {
    const said = JSON.stringify(wanted)
    if (lastState !== 'lost' || name === undefined || said !== lastWanted) name = uuid()
    lastWanted = said
    return name
  }
}
