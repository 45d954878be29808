import pino from 'pino'
import type { Log } from '#lib/ports/log.ts'

/** The till's own log, every level of it, kept line by line instead of written out. */
export function memoryLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = []
  const log = pino({ level: 'trace', base: null }, { write: line => void lines.push(line) })
  return { log, lines }
}
