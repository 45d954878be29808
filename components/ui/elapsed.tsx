'use client'

import { useNow } from '#lib/client/now.ts'

/** When the seconds are said aloud, once each; otherwise a screen reader would count along. */
const SPOKEN_AT = [15, 30]

type Props = {
  /** When it began, in milliseconds since 1970, by this browser's clock. */
  sinceMs: number
  /** Said at 15 and 30 s. At most one on a screen should: the stage's. */
  spoken?: boolean | undefined
}

/** Seconds that count by themselves, as 0:07. Nothing until the browser's clock is known. */
export function Elapsed({ sinceMs, spoken = false }: Props) {
  const now = useNow()
  const seconds = now === undefined ? undefined : Math.max(0, Math.floor((now - sinceMs) / 1000))
  const reached = seconds === undefined ? undefined : SPOKEN_AT.findLast(mark => seconds >= mark)
  return (
    <>
      <span aria-hidden="true" className="tabular-nums">
        {seconds === undefined ? '' : minutesAndSeconds(seconds)}
      </span>
      {spoken ? (
        <span aria-live="polite" className="sr-only">
          {reached === undefined ? '' : `${reached} seconds`}
        </span>
      ) : null}
    </>
  )
}

/** 7 is 0:07, 61 is 1:01. */
const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
