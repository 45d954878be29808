import type pg from 'pg'
import { saleSchema } from '#lib/contracts/stored.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { run, statement } from './connect.ts'

const RECENT = statement('recent_sales', 'select state from sale order by number desc limit $1::int')

/** The newest sales of the shop, newest first. */
export async function recentSales(pool: pg.Pool, limit: number): Promise<readonly Sale[]> {
  const rows = await run<{ state: unknown }>(pool, RECENT, [limit])
  return rows.map(row => saleSchema.parse(row.state))
}
