/** Letters and digits that nobody mistakes for each other, read out or printed: no I, O, 0 and 1. 32 of them, five bits each. */
export const SPOKEN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** What a register's code is made of: 40 bits, good for ten minutes and one browser. */
export const REGISTER_CODE_LENGTH = 8
export const REGISTER_CODE_MS = 10 * 60_000

/** As it is compared: without the dash and the blanks that people put in. Undefined for what can be no code. */
export function registerCodeIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return isSpoken(code) && code.length === REGISTER_CODE_LENGTH ? code : undefined
}

/** `ABCD-EFGH`. */
export const registerCodeShown = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

const BADGE_PREFIX = 'TLB'
/** 80 bits: nobody finds one by trying. */
export const BADGE_LETTERS = 16

/** What is printed on a badge, from that many letters. */
export const badgeOf = (letters: string): string => `${BADGE_PREFIX}${letters}`

/** The badge in what was scanned, by whatever scanner with whatever Caps Lock. Undefined for any other code. */
export function badgeIn(scanned: string): string | undefined {
  const code = scanned.trim().toUpperCase()
  const letters = code.slice(BADGE_PREFIX.length)
  return code.startsWith(BADGE_PREFIX) && letters.length === BADGE_LETTERS && isSpoken(letters)
    ? code
    : undefined
}

const isSpoken = (code: string): boolean => [...code].every(letter => SPOKEN_LETTERS.includes(letter))
