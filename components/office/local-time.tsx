'use client'

import { useIsHere } from './use-office.ts'

/**
 * A moment in the zone of whoever reads. The server may live in another one, so what it wrote is replaced once the browser has taken over
 * (React leaves a text alone that merely differs, hence the key).
 */
export function LocalTime({ at, write }: { at: number; write: (at: number) => string }) {
  const isHere = useIsHere()
  return (
    <time key={String(isHere)} dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {write(at)}
    </time>
  )
}
