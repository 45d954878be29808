import type { drizzle } from 'drizzle-orm/node-postgres'
import { counterSettingsKey, ownSessionKey, registerKey } from '#lib/contracts/keys.ts'
import { AUTO_LOCK_MINUTES } from '#lib/domain/auto-lock.ts'
import { invariant, ok, refuse } from '#lib/domain/result.ts'
import type { CounterSettings, CounterStore } from '#lib/ports/counter-settings.ts'
import type { Announce } from '#lib/ports/live.ts'
import { appendAudit } from './audit.ts'
import { tell } from './end-sessions.ts'
import { shop } from './schema/shop.ts'

type Database = ReturnType<typeof drizzle>

/** When registers lock themselves, and up to where a cashier gives discounts. */
export function makeCounterSettings(needs: {
  readonly db: Database
  readonly announce: Announce
}): CounterStore {
  const { db, announce } = needs
  const { autoLockMinutes, discountLimitBp } = shop
  const columns = { autoLockMinutes, discountLimitBp }
  return {
    async counter() {
      const [row] = await db.select(columns).from(shop)
      return settingsFrom(row)
    },
    async setCounter(set, was, by) {
      const done = await db.transaction(async tx => {
        const [row] = await tx.select(columns).from(shop).for('update')
        const before = settingsFrom(row)
        if (!same(before, was)) return refuse({ kind: 'changed_meanwhile' } as const)
        await tx.update(shop).set(set)
        const signals = await tell(tx, [counterSettingsKey, ownSessionKey, registerKey], by.at)
        const entry = { what: 'set_counter', subject: 'shop', before, after: set }
        await appendAudit(tx, entry, by)
        return ok(signals)
      })
      if (!done.ok) return done
      announce(done.value)
      return ok('set')
    },
  }
}

type Row = { readonly autoLockMinutes: number; readonly discountLimitBp: number }

function settingsFrom(row: Row | undefined): CounterSettings {
  const minutes = AUTO_LOCK_MINUTES.find(one => one === row?.autoLockMinutes)
  invariant(row && minutes !== undefined, 'a shop locks its registers after a time we know')
  return { autoLockMinutes: minutes, discountLimitBp: row.discountLimitBp }
}

const same = (a: CounterSettings, b: CounterSettings): boolean =>
  a.autoLockMinutes === b.autoLockMinutes && a.discountLimitBp === b.discountLimitBp
