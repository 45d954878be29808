import { useEffect, useState } from 'react'

/** The browser's clock, in milliseconds since 1970. The only place in the browser that reads it. */
export const now = (): number => Date.now()

/**
 * The time, read again every `everyMs`. Undefined while the server renders and in the first paint after it:
 * the two clocks differ, and React would complain.
 */
export function useNow(everyMs = 1000): number | undefined {
  const [time, setTime] = useState<number>()
  useEffect(() => {
    const read = () => setTime(now())
    read()
    const timer = setInterval(read, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return time
}
