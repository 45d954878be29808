import pg from 'pg'
import { verifyAudit } from '../audit-verify.ts'
import { loadInto } from './load.ts'
import { BadBackup, checkBackup } from './read.ts'

/** With a database in DATABASE_URL: puts a backup into it and verifies what lies there. Without one: only reads the backup through. */
async function main(url: string | undefined, file: string): Promise<void> {
  try {
    if (url) await load(url, file)
    else await check(file)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${error instanceof BadBackup ? `${file} cannot be restored. ${words}` : words}\n`)
    process.exitCode = 1
  }
}

async function check(file: string): Promise<void> {
  const { header, end } = await checkBackup(file)
  const sales = end.counts.sale ?? 0
  process.stdout.write(`Backup of ${new Date(header.madeAt).toISOString()}: ${sales} sales, `)
  process.stdout.write(`${end.counts.product ?? 0} goods, ${end.counts.staff ?? 0} people.\n`)
}

async function load(url: string, file: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  const client = await pool.connect()
  try {
    const { rows, end } = await loadInto(client, file)
    const verdict = await verifyAudit(pool)
    if (!verdict.unbroken) throw new BadBackup(`Its audit is broken at entry ${verdict.seq}.`)
    const audited = end.audit ? `, the audit unbroken up to entry ${end.audit.seq}` : ''
    process.stdout.write(`Verified: ${rows} rows in ${Object.keys(end.counts).length} tables${audited}.\n`)
  } finally {
    client.release(true)
    await pool.end()
  }
}

await main(process.env.DATABASE_URL, process.argv[2] ?? '')
