import { and, asc, eq, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { cardSettingsKey, registerKey } from '#lib/contracts/keys.ts'
import { isCurrency } from '#lib/domain/currencies.ts'
import type { RegisterId, ShopId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/domain/result.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { Register, Shop, Shops } from '#lib/ports/shops.ts'
import type { Clock } from '#lib/ports/world.ts'
import { appendAudit } from './audit.ts'
import { loadSamples } from './load-samples.ts'
import { sampleId } from './sample-catalogue.ts'
import { taxNameIn } from './sample-prices.ts'
import { taxClass, taxRate } from './schema/catalogue.ts'
import { signal } from './schema/diary.ts'
import { reader, register, registerBrowser, shop, staff } from './schema/shop.ts'

type Database = ReturnType<typeof drizzle>

type Needs = { readonly db: Database; readonly announce: Announce; readonly nowMs: () => number }

/** The shop, its registers and their readers. */
export function makeShops(needs: {
  readonly pool: pg.Pool
  readonly announce: Announce
  readonly clock: Clock
}): Shops {
  const db = drizzle(needs.pool)
  const writing = { db, announce: needs.announce, nowMs: () => needs.clock.now() }
  return {
    ...makeSetUp(writing),
    ...makeCardSettings(writing),
    shop: () => readShop(db),
    async registers() {
      return (await registersOf(db).where(isNull(register.revokedAt)).orderBy(asc(register.position))).map(
        registerFrom,
      )
    },
    readers: () =>
      db
        .select({ id: reader.id, label: reader.label, locationId: reader.locationId })
        .from(reader)
        .where(isNull(reader.removedAt))
        .orderBy(asc(reader.label)),
    async readerModels() {
      return (await db.select({ model: reader.deviceType }).from(reader)).map(row => row.model)
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
function makeSetUp(
  needs: Needs,
): Pick<Shops, 'found' | 'takeBack' | 'keepLocation' | 'keepReader' | 'keepSamples' | 'finish'> {
  const { db, announce, nowMs } = needs
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
        await foundTax(tx, input.shop)
        for (const entry of foundingEntries(input)) await appendAudit(tx, entry, founderOf(input, nowMs()))
        return true
      }),
    takeBack: shopId =>
      db.transaction(async tx => {
        const unplaced = and(eq(shop.id, shopId), isNull(shop.locationId))
        const [taken] = await tx.delete(shop).where(unplaced).returning({ id: shop.id, name: shop.name })
        if (!taken) return
        await tx.delete(register)
        await tx.delete(staff)
        await tx.delete(taxClass)
        const by = { staffId: null, staffName: 'Tapline', registerId: null, at: nowMs() }
        await appendAudit(tx, { what: 'take_back_shop', subject: taken.id, named: taken.name }, by)
      }),
    async keepLocation(locationId) {
      await db.update(shop).set({ locationId }).where(isNull(shop.locationId))
    },
    async keepReader(id, label, deviceType) {
      announce(await keepReader(db, { id, label, deviceType }, nowMs()))
    },
    async keepSamples(currency) {
      const founded = await readShop(db)
      if (founded) announce(await loadSamples(db, { ...founded, currency }, nowMs()))
    },
    async finish() {
      await db.update(shop).set({ ready: true })
    },
  }
}

type Founding = Parameters<Shops['found']>[0]

/** Who founded the shop is the first whose name stands in the audit. No register is anybody's yet. */
const founderOf = ({ owner }: Founding, at: number): AuditBy => ({
  staffId: owner.id,
  staffName: owner.name,
  registerId: null,
  at,
})

const foundingEntries = ({ shop: { id, name, country, currency }, owner, register }: Founding) => [
  {
    what: 'found_shop',
    subject: id,
    named: name,
    after: { name, country, currency, register: register.name },
  },
  {
    what: 'add_person',
    subject: owner.id,
    named: owner.name,
    after: { name: owner.name, role: 'owner' },
  },
]

/** The class that typed amounts and new goods begin with: the country's usual rate, everywhere. */
async function foundTax(
  tx: Pick<Database, 'insert'>,
  { country, customTaxRateBp: rateBp }: Pick<Shop, 'country' | 'customTaxRateBp'>,
): Promise<void> {
  const id = sampleId('taxclass', 0)
  await tx.insert(taxClass).values({ id, name: 'Standard', position: 0, isDefault: true })
  await tx.insert(taxRate).values({ taxClassId: id, position: 0, name: taxNameIn(country), rateBp })
}

/** The last press counts. Settings have no version: whoever shows them reads them again. */
function makeCardSettings({
  db,
  announce,
  nowMs,
}: Needs): Pick<Shops, 'setCaptureMode' | 'setAsksAbout' | 'setTwoSteps'> {
  const changed = () => ({ key: cardSettingsKey, version: 0, at: nowMs() })
  const setForShop = async (
    what: string,
    after: Partial<Pick<Shop, 'captureMode' | 'asksAbout'>>,
    by: AuditBy,
  ) =>
    announce(
      await db.transaction(async tx => {
        const { captureMode, asksAbout } = shop
        const [all] = await tx.select({ captureMode, asksAbout }).from(shop).for('update')
        const before =
          'asksAbout' in after ? { asksAbout: all?.asksAbout } : { captureMode: all?.captureMode }
        await tx.update(shop).set(after)
        const signals = await tx.insert(signal).values(changed()).returning()
        await appendAudit(tx, { what, subject: 'shop', before, after }, by)
        return signals
      }),
    )
  return {
    setCaptureMode: (captureMode, by) => setForShop('set_capture_mode', { captureMode }, by),
    setAsksAbout: (asksAbout, by) => setForShop('set_asks_about', { asksAbout }, by),
    async setTwoSteps(registerId, twoSteps, by) {
      const signals = await db.transaction(async tx => {
        const { name, twoSteps: was } = register
        const here = eq(register.id, registerId)
        const [before] = await tx.select({ name, twoSteps: was }).from(register).where(here).for('update')
        if (!before) return []
        await tx.update(register).set({ twoSteps }).where(here)
        const signals = await tx.insert(signal).values(changed()).returning()
        const entry = {
          what: 'set_two_steps',
          subject: registerId,
          named: before.name,
          before: { twoSteps: before.twoSteps },
          after: { twoSteps },
        }
        await appendAudit(tx, entry, by)
        return signals
      })
      announce(signals)
      return signals.length > 0
    },
  }
}

async function readShop(db: Database) {
  const [row] = await db.select().from(shop).leftJoin(reader, eq(reader.id, shop.readerId))
  if (!row) return undefined
  // How counters are used is `counter-settings.ts`.
  const { one: _, autoLockMinutes: __, discountLimitBp: ___, id, currency, ...rest } = row.shop
  invariant(isCurrency(currency), `the shop's currency is ${currency}`)
  return { ...rest, id: shopIdOf(id), currency, readerLabel: row.reader?.label ?? null }
}

type Kept = { readonly id: string; readonly label: string; readonly deviceType: string }

/** Returns what there is to announce. */
const keepReader = (db: Database, kept: Kept, at: number): Promise<readonly Signal[]> =>
  db.transaction(async tx => {
    const [placed] = await tx.select().from(shop).for('update')
    invariant(placed?.locationId, 'a reader stands at a location')
    if (placed.readerId) return []
    await tx
      .insert(reader)
      .values({ ...kept, locationId: placed.locationId, checkedAt: at })
      .onConflictDoNothing()
    await tx.update(shop).set({ readerId: kept.id })
    const [first] = await tx.select().from(register).orderBy(asc(register.position)).limit(1)
    if (!first || first.readerId) return []
    const version = first.version + 1
    await tx.update(register).set({ readerId: kept.id, version }).where(eq(register.id, first.id))
    return tx.insert(signal).values({ key: registerKey, version, at }).returning()
  })

const registersOf = (db: Database) =>
  db
    .select({
      id: register.id,
      name: register.name,
      readerId: register.readerId,
      readerLabel: reader.label,
      twoSteps: register.twoSteps,
    })
    .from(register)
    .leftJoin(reader, eq(reader.id, register.readerId))

const registerFrom = (row: Omit<Register, 'id'> & { readonly id: string }): Register => ({
  ...row,
  // Only `found` writes registers, and it is handed a RegisterId.
  id: row.id as RegisterId,
})

// Only `found` writes the shop, and it is handed a ShopId.
const shopIdOf = (id: string) => id as ShopId
