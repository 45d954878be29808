import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openPool } from '#lib/adapters/database/connect.ts'
import { makeSaleStore } from '#lib/adapters/database/sale-store.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import { idOf } from '#lib/domain/ids.ts'
import { newSale, type Sale } from '#lib/domain/sale.ts'
import type { Signal } from '#lib/ports/live.ts'
import { freshDatabase } from './test-database.ts'

export const READER = 'tmr_counter'

/** A database with one shop, one cashier at one register with a reader, a clock to turn, and a list of what was announced. */
export async function openShopDatabase(currency: Currency = 'usd') {
  const database = await freshDatabase()
  const pool = openPool(database.url, () => {})
  const clock = {
    ms: Date.UTC(2026, 10, 20, 9),
    now: () => clock.ms,
  }
  const announced: Signal[] = []
  const announce = (signals: readonly Signal[]) => void announced.push(...signals)
  const store = makeSaleStore({ pool, clock, announce })
  const staffId = idOf('staff', randomUUID())
  const registerId = idOf('register', randomUUID())
  const rule = { currency, taxIncluded: false, customTaxRateBp: 825 }
  await furnish(pool, { currency, staffId, registerId })
  const draft = (): Sale =>
    newSale({
      id: idOf('sale', randomUUID()),
      number: 0,
      registerId,
      openedBy: staffId,
      openedAt: clock.now(),
      rule,
    })
  const close = async () => {
    await pool.end()
    await database.drop()
  }
  return {
    url: database.url,
    pool,
    store,
    clock,
    announce,
    announced,
    staffId,
    registerId,
    rule,
    draft,
    close,
  }
}

export type ShopDatabase = Awaited<ReturnType<typeof openShopDatabase>>

async function furnish(pool: pg.Pool, ids: { currency: Currency; staffId: string; registerId: string }) {
  await pool.query(`insert into reader values ($1, 'Counter reader', 'simulated_stripe_s700', 'tml_1')`, [
    READER,
  ])
  await pool.query(
    `insert into shop (id, name, country, currency, tax_included, custom_tax_rate_bp, address, reader_id, with_samples, ready)
     values ($1, 'Corner', 'US', $2, false, 825, '{}', $3, false, true)`,
    [idOf('shop', randomUUID()), ids.currency, READER],
  )
  await pool.query(`insert into staff values ($1, 'Mina', 'cashier', 'no hash', true)`, [ids.staffId])
  await pool.query(`insert into register (id, name, reader_id) values ($1, 'Register 1', $2)`, [
    ids.registerId,
    READER,
  ])
}
