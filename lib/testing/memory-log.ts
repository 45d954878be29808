import type { Log } from '#lib/ports/log.ts'
import { openLog } from '#lib/server/log.ts'

/** The till's own log, every level of it, kept line by line instead of written out. */
export function memoryLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = []
  return { log: openLog('trace', { write: line => void lines.push(line) }), lines }
}
