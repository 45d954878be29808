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

/** When the seconds that are left are said aloud. */
const LEFT_SPOKEN_AT = [20, 10, 5]

type RemainingProps = {
  /** When it is over, in milliseconds since 1970, by this browser's clock. */
  untilMs: number
  spoken?: boolean | undefined
}

/** Seconds that run down to 0:00. Nothing until the browser's clock is known. */
export function Remaining({ untilMs, spoken = false }: RemainingProps) {
  const now = useNow(250)
  const seconds = now === undefined ? undefined : Math.max(0, Math.ceil((untilMs - now) / 1000))
  const reached = seconds === undefined ? undefined : LEFT_SPOKEN_AT.findLast(mark => seconds <= mark)
  return (
    <>
      <span aria-hidden="true" className="tabular-nums">
        {seconds === undefined ? '' : minutesAndSeconds(seconds)}
      </span>
      {spoken ? (
        <span aria-live="polite" className="sr-only">
          {reached === undefined ? '' : `${reached} seconds left`}
        </span>
      ) : null}
    </>
  )
}

/** 7 is 0:07, 61 is 1:01. */
const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
