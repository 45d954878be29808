import { useEffect, useReducer } from 'react'
import { onScanned } from './scanner.ts'
import type { KeypadKeyName } from './typed.ts'
import { pressed, type Typed, takenBack, typed } from './typed.ts'

type Action =
  | { readonly key: KeypadKeyName; readonly at: number }
  | { readonly scannedFrom: number }
  | { readonly to: string }

/**
 * Digits typed on a keypad, on screen or off. What a scanner typed into it is taken back. `most` is the largest number of digits;
 * `set` puts a whole value there, as a note button does.
 */
export function useTyped(first: string, most: number) {
  const [state, dispatch] = useReducer(
    (before: Typed, action: Action): Typed => {
      if ('to' in action) return typed(action.to)
      if ('scannedFrom' in action) return takenBack(before, action.scannedFrom)
      return pressed(before, action.key, action.at, most)
    },
    first,
    typed,
  )
  useEffect(() => onScanned(startedAt => dispatch({ scannedFrom: startedAt })), [])
  return {
    digits: state.digits,
    press: (key: KeypadKeyName) => dispatch({ key, at: performance.now() }),
    set: (to: string) => dispatch({ to }),
  }
}
