import pino from 'pino'
import type { Log } from '#lib/ports/log.ts'

/** The till's log: one line of JSON for each thing told, to standard output unless told otherwise. */
export const openLog = (level: string, to?: pino.DestinationStream): Log =>
  pino({ level, base: null, serializers: { err: toldError } }, to)

/**
 * An error as it may be told. A failed statement says in its message, and PostgreSQL in its detail, what was to be written, which may be
 * the hash of a PIN; so nothing is told but what is named here.
 */
function toldError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const statement = 'query' in error && 'params' in error ? error.query : undefined
  return {
    type: error.name,
    message: statement === undefined ? error.message : 'a statement failed',
    statement,
    ...Object.fromEntries(TOLD.map(name => [name, Reflect.get(error, name)])),
    stack: framesOf(error),
    cause: error.cause === undefined ? undefined : toldError(error.cause),
  }
}

/** What PostgreSQL, Node and Stripe say about an error without saying what it was about. */
const TOLD = ['code', 'constraint', 'table', 'column', 'requestId'] as const

/** Without its first lines, which repeat the message. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
