'use client'

import { LocalTime } from '#components/office/local-time.tsx'
import { Elapsed } from '#components/ui/elapsed.tsx'
import type { StateWords } from '#components/words/reader-states.ts'
import { useNow } from '#lib/client/now.ts'
import { useFormat } from '#lib/client/use-format.ts'

const DAY_MS = 86_400_000

/** 13:40, or 19 Nov, 13:40 when it is longer ago than a day. */
export function Moment({ at, now }: { at: number; now: number }) {
  const { day, time } = useFormat()
  return <LocalTime at={at} write={now - at > DAY_MS ? day : time} />
}

/** What follows a state's word: whose, since when. `offset` brings the server's times to this browser's clock. */
export function StateLine({ words, offset, now }: { words: StateWords; offset: number; now: number }) {
  const { line = '', time } = words
  if (line === '' && time === undefined) return null
  return (
    <>
      {line}
      {line !== '' && time?.as === 'counting' ? ', ' : ' '}
      {time === undefined ? null : time.as === 'counting' ? (
        <Elapsed sinceMs={time.since + offset} />
      ) : (
        <Moment at={time.since} now={now} />
      )}
    </>
  )
}

const COARSE_MS = 5_000

/** Now, 40 s ago, 52 min ago: as long as anybody counts. Stripe tells it to the millisecond and up to two minutes late. */
export function Ago({ at, offset }: { at: number; offset: number }) {
  const now = useNow(COARSE_MS)
  if (now === undefined) return <span> </span>
  return <>{agoWords(now - offset - at)}</>
}

function agoWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 30) return 'now'
  if (seconds < 90) return `${Math.round(seconds / 10) * 10} s ago`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min ago`
  const hours = Math.round(minutes / 60)
  return hours < 36 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`
}
