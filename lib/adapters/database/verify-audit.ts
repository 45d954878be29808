import pg from 'pg'
import type { AuditVerdict } from '#lib/ports/audit.ts'
import { verifyAudit } from './audit-verify.ts'

/** Walks the audit of DATABASE_URL and says what it found. Ends with 0 when the chain holds, with 1 when it does not or cannot be read. */
async function main(url: string | undefined): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 })
  try {
    const verdict = await verifyAudit(pool)
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
} as const

function wordsOf(verdict: AuditVerdict): string {
  if (verdict.unbroken)
    return [
      `The audit is unbroken: ${verdict.entries} entries, and ${verdict.sealed} diary entries of sales under seal.`,
      `Head: ${verdict.head}`,
      'Keep the head somewhere else: the next time it shows that nothing was cut off the end.',
    ].join('\n')
  const { seq, because, entry } = verdict
  const about = entry ? ` (${entry.what} ${entry.subject}, ${entry.staffName})` : ''
  return `The audit is broken. The first link that does not hold: entry ${seq}${about} ${FOUND[because]}.`
}

await main(process.env.DATABASE_URL)
