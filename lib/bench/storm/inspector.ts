import type pg from 'pg'
import type { Violation } from './audit.ts'
import { wait } from './wait.ts'

const EVERY_MS = 1_000
/** Of one kind; beyond them the number says enough. */
const MOST = 50

/**
 * Somebody who looks at the books once a second while the storm blows: what must hold at every moment and not only in the evening. Each is
 * one statement, so it sees one moment. Returns what was wrong, each once.
 */
export async function inspector(pool: pg.Pool, isOver: () => boolean): Promise<readonly Violation[]> {
  const found = new Map<string, Violation>()
  while (!isOver()) {
    for (const [rule, sql] of Object.entries(AT_EVERY_MOMENT)) {
      const { rows } = await pool.query<{ sale_id: string; what: string }>(`${sql} limit ${MOST}`)
      for (const row of rows) found.set(`${rule} ${row.what}`, { rule, ...row })
    }
    await wait(EVERY_MS)
  }
  return [...found.values()]
}

const LIVE = `tender.kind = 'card' and tender.state in ('drafted', 'ready', 'on_reader', 'held')`

const AT_EVERY_MOMENT: Readonly<Record<string, string>> = {
  'at every moment: who is on a reader holds it': `
    select tender.sale_id, tender.id || ' on ' || tender.reader_id as what from tender
    where ${LIVE} and tender.state = 'on_reader' and not exists (
      select from reader_lease lease where lease.tender_id = tender.id and lease.reader_id = tender.reader_id)`,
  'at every moment: one card payment of a sale lives': `
    select sale_id, count(*) || ' live: ' || string_agg(tender.id, ', ' order by tender.id) as what from tender
    where ${LIVE} group by sale_id having count(*) > 1`,
  'at every moment: no more is taken and reserved than the sale costs': `
    select sale.id as sale_id, 'received ' || sale.received || ', reserved ' || sale.reserved || ' of ' || sale.total as what
    from sale where sale.id in (select sale_id from tender where ${LIVE}) and sale.received + sale.reserved > sale.total`,
}
