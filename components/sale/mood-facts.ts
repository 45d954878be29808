import { cardWords, issuedWords } from '#components/words/card-read.ts'
import { declineWords } from '#components/words/declines.ts'
import type { MoodFacts } from '#components/words/mood-words.ts'
import { problemWords } from '#components/words/problems.ts'
import { heldWords } from '#components/words/reader-held.ts'
import { readerName } from '#components/words/readers.ts'
import { owed, type TillState, wantsToStop } from '#lib/client/draft/till-state.ts'
import { type Format, timesOf } from '#lib/client/format.ts'

/** What the sentences about a payment may mention, as printed; its times once the browser `isHere`. */
export function moodFacts(state: TillState, format: Format, reader: string, isHere = true): MoodFacts {
  const payment = state.answer?.payment
  const issued = issuedWords(payment?.cardRead)
  const { reason, say, advice } = declineWords(payment?.decline)
  const { clock, moment } = timesOf(format, isHere)
  const clockHere = (at: number) => clock(at + state.clockOffset)
  return {
    doubtful: payment?.doubtful === true,
    ...((state.answer?.sale.received.minor ?? 0) > 0 ? { partly: true as const } : {}),
    amount: format.money(state.press?.amount ?? payment?.amount ?? owed(state)),
    reader: `the ${readerName(payment?.readerLabel ?? reader)}`,
    declined: reason,
    say,
    ...(advice === undefined ? {} : { advice }),
    ...(state.answer?.sale.tenders.some(wantsToStop) ? { stopping: true as const } : {}),
    problem: problemWords(payment?.problem),
    card: cardWords(payment?.cardRead),
    ...(issued === undefined ? {} : { issued }),
    ...(payment?.busyWith === undefined ? {} : { busyWith: heldWords(payment.busyWith, clockHere) }),
    ...(payment?.captureBefore === undefined ? {} : { heldUntil: moment(payment.captureBefore) }),
    at: clockHere(payment?.decline?.at ?? payment?.since ?? 0),
  }
}
