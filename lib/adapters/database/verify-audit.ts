import pg from 'pg'
import type { AuditVerdict, KeptEntry } from '#lib/ports/audit.ts'
import { verifyAudit } from './audit-verify.ts'

/**
 * Walks the audit of DATABASE_URL and says what it found. `kept`: an entry that was written down before, as this prints it, which must still
 * be there. Ends with 0 when the chain holds, with 1 when it does not or cannot be read.
 */
async function main(url: string | undefined, kept: string | undefined): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 })
  try {
    const verdict = await verifyAudit(pool, kept === undefined ? {} : { kept: keptIn(kept) })
    process.stdout.write(`${wordsOf(verdict)}\n`)
    process.exitCode = verdict.unbroken ? 0 : 1
  } catch (error) {
    process.stderr.write(`The audit could not be read: ${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  } finally {
    await pool.end()
  }
}

const FOUND = {
  missing: 'is missing',
  changed: 'is not what was written',
  unlinked: 'does not follow the entry before it',
  diary_changed: 'seals a diary that is no longer what it was',
  seal_gap: 'is a seal that does not begin where the one before it ended',
  not_as_kept:
    'fits those around it and is not the one you kept: from somewhere before it on, all was written anew',
} as const

function wordsOf(verdict: AuditVerdict): string {
  if (verdict.unbroken)
    return [
      `The audit is unbroken: ${verdict.entries} entries, and ${verdict.sealed} diary entries of sales under seal.`,
      `Head: ${verdict.entries}:${verdict.head}`,
      'Whoever has the database’s password can write all of it anew, and a walk alone would not show it. Keep the head somewhere',
      'else, and give it the next time: npm run audit:verify -- <head>',
    ].join('\n')
  const { seq, because, entry } = verdict
  const about = entry ? ` (${entry.what} ${entry.subject}, ${entry.staffName})` : ''
  return `The audit is broken. The first link that does not hold: entry ${seq}${about} ${FOUND[because]}.`
}

/** `12:` and 64 signs. */
function keptIn(text: string): KeptEntry {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (seq === undefined || hash === undefined)
    throw new Error('a head is given as it was printed, the number of its entry, a colon and 64 signs.')
  return { seq: Number(seq), hash }
}

await main(process.env.DATABASE_URL, process.argv[2])
