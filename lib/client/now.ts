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

/**
 * The server's time, read again every `everyMs`. `toldAt` is what its clock said in the answer that is shown: late by the way here, which is
 * little beside clocks that are set by hand. Undefined until the browser's clock is known.
 */
export function useServersNow(toldAt: number, everyMs = 1000): number | undefined {
  const here = useNow(everyMs)
  const [ahead, setAhead] = useState<number>()
  useEffect(() => setAhead(now() - toldAt), [toldAt])
  return here === undefined || ahead === undefined ? undefined : here - ahead
}
