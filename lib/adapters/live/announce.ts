import type { Announce, Signal } from '#lib/ports/live.ts'
import type { Log } from '#lib/ports/log.ts'
import { CHANNEL, type Database } from './signals.ts'

/**
 * PostgreSQL takes a lock on the whole database from a `NOTIFY` to its commit, so it is never part of a sale's commit, and what happens
 * within two milliseconds goes out as one.
 */
const GATHER_MS = 2
/** PostgreSQL refuses 8000 bytes and more. */
const LARGEST_PAYLOAD_BYTES = 7_900

const NOTIFY = {
  name: 'announce',
  text: 'select pg_notify($1, payload) from unnest($2::text[]) as payload',
}

/** Tells other servers, after the commit. Failing costs seconds, not truth: the rows are there and every server reads them now and then. */
export function announcer({ database, log }: { database: Database; log: Log }): Announce {
  let gathered: Signal[] = []
  const send = () => {
    const payloads = payloadsOf(gathered)
    gathered = []
    database
      .query({ ...NOTIFY, values: [CHANNEL, payloads] })
      .catch(error => log.warn({ err: error }, 'An announcement did not go out.'))
  }
  return signals => {
    if (signals.length === 0) return
    if (gathered.length === 0) setTimeout(send, GATHER_MS)
    gathered.push(...signals)
  }
}

/** Arrays of signals as JSON, each below what a notification may carry. */
export function payloadsOf(signals: readonly Signal[]): readonly string[] {
  const payloads: string[] = []
  let parts: string[] = []
  let bytes = 2
  for (const { id, key, version } of signals) {
    const part = JSON.stringify({ id, key, version })
    const size = Buffer.byteLength(part) + 1
    if (bytes + size > LARGEST_PAYLOAD_BYTES && parts.length > 0) {
      payloads.push(`[${parts.join()}]`)
      parts = []
      bytes = 2
    }
    parts.push(part)
    bytes += size
  }
  if (parts.length > 0) payloads.push(`[${parts.join()}]`)
  return payloads
}
