import { and, asc, eq, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { isCurrency } from '#lib/domain/currencies.ts'
import type { RegisterId, ShopId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/domain/result.ts'
import type { Register, Shops } from '#lib/ports/shops.ts'
import { loadSamples } from './load-samples.ts'
import { reader, register, registerBrowser, shop, staff } from './schema/shop.ts'

type Database = ReturnType<typeof drizzle>

/** The shop, its registers and their readers. */
export function makeShops(pool: pg.Pool): Shops {
  const db = drizzle(pool)
  return {
    ...makeSetUp(db),
    shop: () => readShop(db),
    async registers() {
      return (await registersOf(db).orderBy(asc(register.position))).map(registerFrom)
    },
    async bindBrowser(registerId, tokenHash) {
      await db.insert(registerBrowser).values({ tokenHash, registerId })
    },
    async registerOf(tokenHash) {
      const [row] = await registersOf(db)
        .innerJoin(registerBrowser, eq(registerBrowser.registerId, register.id))
        .where(eq(registerBrowser.tokenHash, tokenHash))
      return row && registerFrom(row)
    },
  }
}

/** Each step may come twice, and at once: the first one counts. */
function makeSetUp(db: Database): Omit<Shops, 'shop' | 'registers' | 'bindBrowser' | 'registerOf'> {
  return {
    found: input =>
      db.transaction(async tx => {
        const founded = await tx
          .insert(shop)
          .values(input.shop)
          .onConflictDoNothing()
          .returning({ id: shop.id })
        if (founded.length === 0) return false
        await tx.insert(staff).values({ ...input.owner, role: 'owner' })
        await tx.insert(register).values(input.register)
        return true
      }),
    takeBack: shopId =>
      db.transaction(async tx => {
        const unplaced = and(eq(shop.id, shopId), isNull(shop.locationId))
        const taken = await tx.delete(shop).where(unplaced).returning({ id: shop.id })
        if (taken.length === 0) return
        await tx.delete(register)
        await tx.delete(staff)
      }),
    async keepLocation(locationId) {
      await db.update(shop).set({ locationId }).where(isNull(shop.locationId))
    },
    keepReader: (id, label, deviceType) => keepReader(db, { id, label, deviceType }),
    async keepSamples(currency) {
      const founded = await readShop(db)
      if (founded) await loadSamples(db, { ...founded, currency })
    },
    async finish() {
      await db.update(shop).set({ ready: true })
    },
  }
}

async function readShop(db: Database) {
  const [row] = await db.select().from(shop).leftJoin(reader, eq(reader.id, shop.readerId))
  if (!row) return undefined
  const { one: _, id, currency, ...rest } = row.shop
  invariant(isCurrency(currency), `the shop's currency is ${currency}`)
  return { ...rest, id: shopIdOf(id), currency, readerLabel: row.reader?.label ?? null }
}

const keepReader = (db: Database, kept: { id: string; label: string; deviceType: string }): Promise<void> =>
  db.transaction(async tx => {
    const [placed] = await tx.select({ locationId: shop.locationId }).from(shop).for('update')
    const locationId = placed?.locationId
    invariant(locationId, 'a reader stands at a location')
    await tx
      .insert(reader)
      .values({ ...kept, locationId })
      .onConflictDoNothing()
    const first = await tx
      .update(shop)
      .set({ readerId: kept.id })
      .where(isNull(shop.readerId))
      .returning({ id: shop.id })
    if (first.length === 0) return
    const [counter] = await tx
      .select({ id: register.id })
      .from(register)
      .orderBy(asc(register.position))
      .limit(1)
    if (!counter) return
    const unbound = and(eq(register.id, counter.id), isNull(register.readerId))
    await tx.update(register).set({ readerId: kept.id }).where(unbound)
  })

const registersOf = (db: Database) =>
  db
    .select({ id: register.id, name: register.name, readerId: register.readerId, readerLabel: reader.label })
    .from(register)
    .leftJoin(reader, eq(reader.id, register.readerId))

const registerFrom = (row: Omit<Register, 'id'> & { readonly id: string }): Register => ({
  ...row,
  // Only `found` writes registers, and it is handed a RegisterId.
  id: row.id as RegisterId,
})

// Only `found` writes the shop, and it is handed a ShopId.
const shopIdOf = (id: string) => id as ShopId
