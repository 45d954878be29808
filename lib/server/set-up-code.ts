import { createHash, timingSafeEqual } from 'node:crypto'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { isFromHere } from './caller.ts'
import { env, isLoopback } from './env.ts'

/**
 * A till that anybody else can reach, by the network or through a proxy on this machine, is opened by whoever read the code where it was
 * started. Without one opens only a browser on the same machine.
 */
export const setUpCodeNeeded = (headers: Headers): boolean => !isLoopback(env().HOST) || !isFromHere(headers)

/** The refusal, if there is one. A till that needs a code and was given none cannot be set up at all. */
export function checkSetUpCode(headers: Headers, code: string | undefined): Refusal | undefined {
  if (!setUpCodeNeeded(headers) || isCode(env().SET_UP_CODE, code)) return undefined
  return { kind: 'wrong_set_up_code' }
}

/**
 * Whether this is the code. Tries are not counted: there are a million million codes, and a count would let a stranger's wrong ones keep
 * the owner out.
 */
export const isCode = (wanted: string | undefined, code: string | undefined): boolean =>
  wanted !== undefined && sameText(plain(wanted), plain(code ?? ''))

/** Read from a terminal and typed by hand: case, spaces and dashes do not count. */
const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z\d]/g, '')

/** Takes as long whatever differs. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
