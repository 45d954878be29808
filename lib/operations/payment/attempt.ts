import { type Sale, withTender } from '#lib/domain/sale.ts'
import type { Attempt } from '#lib/domain/tender.ts'
import type { Standing } from './standing.ts'

/** The sale with another word for how the attempt goes; the very same sale when the word is the same. */
export function withAttempt(standing: Standing, attempt: Attempt, at: number, problem?: string): Sale {
  const { tender, sale } = standing
  if (tender.attempt === attempt && tender.problem === problem) return sale
  const { problem: _, ...rest } = tender
  return withTender(sale, { ...rest, attempt, attemptAt: at, ...(problem ? { problem } : {}) })
}

/** What a refused or unproven reader command means to a cashier. */
export function attemptFor(code: string | undefined): Attempt {
  switch (code) {
    case 'terminal_reader_busy':
      return 'reader_busy'
    case 'terminal_reader_offline':
      return 'reader_offline'
    case undefined:
      return 'reader_lost'
    default:
      return 'reader_failed'
  }
}

/** A bank answers within seconds. After so long nobody need wait for it: the next customer is served, and its answer counts whenever it comes. */
const BANK_SILENT_MS = 30_000

/** The bank has the card, and since when. Money may be moving, so nothing else is done about it. */
export function atBank({ tender: { attempt, attemptAt } }: Standing, now: number): Attempt {
  const isLong = attempt === 'checking' && now - attemptAt >= BANK_SILENT_MS
  return isLong || attempt === 'bank_silent' ? 'bank_silent' : 'checking'
}

/** Interrupting did not work: the amount still stands on the reader, and that is what the cashier reads. */
export function goesOn({ tender, sale }: Standing, now: number): Sale {
  return withTender(sale, { ...tender, wish: 'charge', attempt: 'waiting', attemptAt: now })
}

const DEAF: ReadonlySet<string> = new Set([
  'terminal_reader_offline',
  'terminal_reader_hardware_fault',
  'terminal_reader_timeout',
])

/** Stripe has said of this reader that a command does not reach it, or is not carried out. */
export const isDeaf = (problem: string | undefined): boolean => problem !== undefined && DEAF.has(problem)

const SILENCE: ReadonlySet<string> = new Set(['no_answer', 'not_stripe'])

/** Nothing was heard from Stripe: it says nothing of the reader, nor of how the attempt ended. */
export const isSilence = (problem: string): boolean => SILENCE.has(problem)
