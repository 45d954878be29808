import { useEffect, useRef } from 'react'

/** For what an answer leads to: somebody who has gone elsewhere before it came is not taken away from there. */
export function useWhileHere() {
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return (then: (answer: unknown) => void) => (answer: unknown) => {
    if (isHere.current) then(answer)
  }
}
