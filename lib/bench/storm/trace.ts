import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Violation } from './audit.ts'

/** Everything that is known of the sales that broke a rule: their diary, their calls, Stripe's intents. One file each. */
export async function keepTraces(
  pool: pg.Pool,
  violations: readonly Violation[],
  folder: string,
): Promise<readonly string[]> {
  const sales = [...new Set(violations.map(one => one.sale_id).filter(id => id !== null))].slice(0, 20)
  const files: string[] = []
  for (const saleId of sales) {
    const file = join(folder, `${saleId}.json`)
    await writeFile(file, JSON.stringify(await storyOf(pool, saleId, violations), null, 1))
    files.push(file)
  }
  return files
}

async function storyOf(pool: pg.Pool, saleId: string, violations: readonly Violation[]) {
  const rows = async (sql: string) => (await pool.query(sql, [saleId])).rows
  return {
    broke: violations.filter(one => one.sale_id === saleId),
    sale: await rows('select state from sale where id = $1'),
    tenders: await rows('select * from tender where sale_id = $1 order by created_at'),
    intents: await rows('select * from storm.intent where sale_id = $1'),
    surprises: await rows('select * from surprise where sale_id = $1'),
    leases: await rows(
      'select * from reader_lease where tender_id in (select id from tender where sale_id = $1)',
    ),
    calls: await rows('select * from call where sale_id = $1 order by written_at'),
    journal: await rows('select kind, tender_id, at, data from journal where sale_id = $1 order by id'),
    knocks: await rows(
      `select id, type, received_at, applied_at from stripe_event where exists (
        select from tender where sale_id = $1 and payment_intent is not null and strpos(raw, payment_intent) > 0) order by received_at`,
    ),
  }
}
