import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { registerKey, shopSettingsKey, stripeSettingsKey } from '#lib/contracts/keys.ts'
import { textOf } from '#lib/domain/text-of.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { Numbering, SettingsSaved, ShopChange, ShopSettings } from '#lib/ports/shop-settings.ts'
import type { Clock } from '#lib/ports/world.ts'
import { appendAudit } from './audit.ts'
import { run, statement } from './connect.ts'
import { signal } from './schema/diary.ts'
import { saleCounter } from './schema/sale.ts'
import { shop } from './schema/shop.ts'

const NUMBERING = statement(
  'numbering',
  `select coalesce((select last from sale_counter), 0) + 1 as next, (select count(*) from sale) as sales,
     (select count(*) from sale where status = 'open') as "openSales"`,
)

type Transaction = Parameters<Parameters<ReturnType<typeof drizzle>['transaction']>[0]>[0]

const COLUMNS = {
  name: shop.name,
  address: shop.address,
  phone: shop.phone,
  taxId: shop.taxId,
  receiptHeader: shop.receiptHeader,
  receiptFooter: shop.receiptFooter,
  receiptPrefix: shop.receiptPrefix,
  taxIncluded: shop.taxIncluded,
  cashRounding: shop.cashRounding,
  settingsVersion: shop.settingsVersion,
}

/** The settings of the one shop. Two managers at once: the second is told. */
export function makeShopSettings(needs: {
  readonly pool: pg.Pool
  readonly announce: Announce
  readonly clock: Clock
}): ShopSettings {
  const { pool, announce, clock } = needs
  const db = drizzle(pool)
  return {
    async numbering() {
      type Row = { [part in keyof Numbering]: string }
      const [row] = await run<Row>(pool, NUMBERING, [])
      return { next: Number(row?.next), sales: Number(row?.sales), openSales: Number(row?.openSales) }
    },
    async save(expected, { nextNumber, ...change }, by) {
      let signals: readonly Signal[] = []
      const saved = await db.transaction(async (tx): Promise<SettingsSaved> => {
        const [was] = await tx.select(COLUMNS).from(shop).for('update')
        if (!was || isAnother(was, expected)) return { ok: false, because: 'changed_meanwhile' }
        const numbered = nextNumber === undefined ? undefined : await countFrom(tx, nextNumber)
        if (numbered && !numbered.ok) return { ok: false, because: 'number_used', lowest: numbered.lowest }
        await tx.update(shop).set({ ...change, settingsVersion: was.settingsVersion + 1 })
        const at = clock.now()
        const said = [shopSettingsKey, registerKey].map(key => ({
          key,
          version: was.settingsVersion + 1,
          at,
        }))
        signals = await tx.insert(signal).values(said).returning()
        const { before, after } = difference(was, change)
        const numbers = numbered ? [{ nextNumber: numbered.was }, { nextNumber }] : [{}, {}]
        const entry = { before: { ...before, ...numbers[0] }, after: { ...after, ...numbers[1] } }
        await appendAudit(tx, { what: 'save_shop_settings', subject: 'shop', ...entry }, by)
        return { ok: true }
      })
      announce(signals)
      return saved
    },
    async keepPublicUrl(publicUrl, by) {
      const signals = await db.transaction(async tx => {
        const [before] = await tx.select({ publicUrl: shop.publicUrl }).from(shop).for('update')
        await tx.update(shop).set({ publicUrl })
        const said = { key: stripeSettingsKey, version: 0, at: clock.now() }
        const signals = await tx.insert(signal).values(said).returning()
        const entry = { what: 'set_public_url', subject: 'shop', before, after: { publicUrl } }
        await appendAudit(tx, entry, by)
        return signals
      })
      announce(signals)
    },
  }
}

type Counted = { readonly ok: true; readonly was: number } | { readonly ok: false; readonly lowest: number }

/** The counter is locked first, so that no sale takes a number meanwhile. */
async function countFrom(tx: Transaction, next: number): Promise<Counted> {
  await tx.insert(saleCounter).values({ last: 0 }).onConflictDoNothing()
  const [counter] = await tx.select({ last: saleCounter.last }).from(saleCounter).for('update')
  const lowest = (counter?.last ?? 0) + 1
  if (next < lowest) return { ok: false, lowest }
  await tx.update(saleCounter).set({ last: sql`${next - 1}` })
  return { ok: true, was: lowest }
}

type Known = Readonly<Record<string, unknown>>

/** Another than is expected, of what is expected at all. */
const isAnother = (is: Known, expected: ShopChange): boolean =>
  Object.entries(expected).some(([name, value]) => textOf(is[name]) !== textOf(value))

/** What was, and what is, of that which really changes. */
function difference(was: Known, change: ShopChange): { readonly before: Known; readonly after: Known } {
  const changed = Object.entries(change).filter(([name, value]) => textOf(was[name]) !== textOf(value))
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, was[name]])),
    after: Object.fromEntries(changed),
  }
}
