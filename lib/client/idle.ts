import { LOCK_WARNING_MS } from '#lib/domain/auto-lock.ts'

/** What the clock says of somebody who has not pressed anything for a while. */
export type Idle =
  | { readonly kind: 'awake' }
  | { readonly kind: 'warned'; readonly leftMs: number }
  | { readonly kind: 'over' }

export const AWAKE: Idle = { kind: 'awake' }

/** `minutes` 0: never. Times in milliseconds. */
export function idleAt(now: number, lastPress: number, minutes: number): Idle {
  if (minutes <= 0) return AWAKE
  const leftMs = lastPress + minutes * 60_000 - now
  if (leftMs <= 0) return { kind: 'over' }
  return leftMs <= LOCK_WARNING_MS ? { kind: 'warned', leftMs } : AWAKE
}

/** From when a page that is opened counts: from the last press there was, not from its opening. Where none is known, or the clock was set back, from now. */
export const beginsFrom = (lastPress: number, now: number): number =>
  lastPress > 0 && lastPress <= now ? lastPress : now

const KEY = 'tapline:pressed'

/** When something was last pressed in any tab of this browser: its tabs are one person. */
export function lastPress(): number {
  const kept = Number(stored())
  return Number.isFinite(kept) ? kept : 0
}

export function keepPress(at: number): void {
  try {
    localStorage.setItem(KEY, String(at))
  } catch {
    // Without storage each tab knows of its own presses only.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
