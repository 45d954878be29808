/** Everybody mistypes now and then. */
const FREE_TRIES = 2
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 15 * 60_000

/**
 * How long nobody may try after so many wrong PINs in a row: nothing, nothing, 5 s, 10 s, 20 s … a quarter of an hour. Going through the
 * ten thousand PINs of four digits then takes more than a hundred days.
 */
export const pinDelayMs = (wrong: number): number =>
  wrong <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1))
