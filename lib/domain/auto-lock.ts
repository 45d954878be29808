/** After how many minutes without a press a register may lock itself; 0 is never. */
export const AUTO_LOCK_MINUTES = [0, 1, 2, 5, 10, 15] as const
export type AutoLockMinutes = (typeof AUTO_LOCK_MINUTES)[number]

/** It says so this long before, so that whoever stands there can press something. */
export const LOCK_WARNING_MS = 20_000
