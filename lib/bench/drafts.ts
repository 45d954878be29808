import type pg from 'pg'
import type { SaleId } from '#lib/domain/ids.ts'

/**
 * Sales ready to be paid: copies of one that was rung up through the real route, with ids and numbers of their own. Ringing up
 * ten thousand would be a bench of another thing.
 */
export async function draftsLike(pool: pg.Pool, saleId: SaleId, count: number): Promise<readonly SaleId[]> {
  const { rows } = await pool.query<{ id: SaleId }>(COPY, [saleId, count])
  await pool.query('analyze sale, sale_line')
  return rows.map(row => row.id)
}

const COPY = `
with numbered as (
  update sale_counter set last = last + $2::int returning last - $2::int as base
), copies as (
  select 'sale_' || gen_random_uuid() as id, base + n as number from numbered, generate_series(1, $2::int) n
), sales as (
  insert into sale (id, number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips,
    excess, version, state, opened_at)
  select copies.id, copies.number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips,
    excess, 1, state || jsonb_build_object('id', copies.id, 'number', copies.number), opened_at
  from sale, copies where sale.id = $1
  returning id
), lines as (
  insert into sale_line (sale_id, id, position, product_id, name, quantity, unit_price, tax_rate_bp, amount, tax)
  select copies.id, line.id, position, product_id, name, quantity, unit_price, tax_rate_bp, amount, tax
  from sale_line line, copies where line.sale_id = $1
)
select id from sales`
