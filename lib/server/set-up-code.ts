import { createHash, timingSafeEqual } from 'node:crypto'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { env, isLoopback } from './env.ts'

/** The first tries are free, then each waits twice as long, half a minute at most: the code is long, the owner is impatient. */
const FREE_TRIES = 3
const LONGEST_WAIT_MS = 30_000

type Tries = { wrong: number; blockedUntil: number }

export const noTries = (): Tries => ({ wrong: 0, blockedUntil: 0 })

/** Kept in the process: before set-up there is nothing else, and a restart prints another code. */
const tries = noTries()

/** A till that others can reach is opened by whoever read the code where it was started. Forwarded headers are not asked. */
export const setUpCodeNeeded = (): boolean => env().SET_UP_CODE !== undefined || !isLoopback(env().HOST)

/** The refusal, if there is one. A till that needs a code and was given none cannot be set up at all. */
export function checkSetUpCode(code: string | undefined, nowMs: number): Refusal | undefined {
  if (!setUpCodeNeeded()) return undefined
  return checkCode(tries, env().SET_UP_CODE, code, nowMs)
}

/** The same for any code, counted in `tries`. A try is booked before it is judged. */
export function checkCode(
  tries: Tries,
  wanted: string | undefined,
  code: string | undefined,
  nowMs: number,
): Refusal | undefined {
  const waitMs = tries.blockedUntil - nowMs
  if (waitMs > 0) return { kind: 'too_many_tries', waitMs }
  tries.wrong += 1
  const doublings = tries.wrong - FREE_TRIES
  tries.blockedUntil = doublings < 0 ? 0 : nowMs + Math.min(LONGEST_WAIT_MS, 1000 * 2 ** doublings)
  if (wanted === undefined || !sameText(plain(wanted), plain(code ?? '')))
    return { kind: 'wrong_set_up_code' }
  tries.wrong = 0
  tries.blockedUntil = 0
  return undefined
}

/** Read from a terminal and typed by hand: case, spaces and dashes do not count. */
const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z\d]/g, '')

/** Takes as long whatever differs. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
