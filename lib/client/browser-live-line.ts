import { type LiveLine, openLiveLine } from './live-line.ts'

const CHANNEL = 'tapline:live'
const URL = '/api/live'

let line: LiveLine | undefined

/** This tab's line, opened when first asked for and kept for as long as the page lives. Only in the browser. */
export function liveLine(): LiveLine {
  if (line) return line
  const opened = openLiveLine({
    // Absent on pages that are neither https nor on this machine.
    locks: navigator.locks as LockManager | undefined,
    channel: 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : undefined,
    openStream: () => new EventSource(URL),
    isHidden: () => document.hidden,
  })
  window.addEventListener('online', () => opened.wake())
  line = opened
  return opened
}
