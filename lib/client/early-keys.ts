import { afterKey, type Burst, noBurst } from './scanner.ts'

type EarlyKey = { readonly key: string; readonly at: number }

declare global {
  interface Window {
    /** Gives what was kept, and keeps no more. Gone once it was asked. */
    taplineEarlyKeys?: () => readonly EarlyKey[]
  }
}

/**
 * Runs before anything else of a page, as text in its head: keeps the keys that come before the page has come to life, times as the
 * device gave them. Those typed into a field stay the field's.
 */
export const KEEP_EARLY_KEYS = `(() => {
  const kept = []
  const keep = event => {
    const { key, target, timeStamp: at } = event
    const isHeld = event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing
    if (key && !isHeld && !(target instanceof HTMLInputElement)) kept.push({ key, at })
  }
  addEventListener('keydown', keep, true)
  window.taplineEarlyKeys = () => {
    removeEventListener('keydown', keep, true)
    delete window.taplineEarlyKeys
    return kept
  }
})()`

/**
 * What was scanned before the page listened, and what a scanner has begun meanwhile. Keys of a hand are let go: whoever pressed one has
 * not seen what it would do, and money is charged by keys too.
 */
export function earlyScans(): { readonly codes: readonly string[]; readonly begun: Burst } {
  const codes: string[] = []
  let begun = noBurst
  for (const { key, at } of window.taplineEarlyKeys?.() ?? []) {
    const { burst, code } = afterKey(begun, key, at)
    if (code !== undefined) codes.push(code)
    begun = burst
  }
  return { codes, begun }
}
