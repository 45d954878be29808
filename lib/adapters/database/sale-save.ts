import pg from 'pg'
import { catalogueKey, readerKey, registerKey, saleKey, salesKey, surprisesKey } from '#lib/contracts/keys.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { BrokenRule, Save, Saved } from '#lib/ports/sale-store.ts'
import { run, statement } from './connect.ts'
import { isInTheWay } from './in-the-way.ts'
import { lineRows, saleRow, tenderRows } from './sale-rows.ts'
import { SAVE, SAVE_AUDITED, SAVE_PAID } from './sale-save-sql.ts'
import {
  answerRow,
  auditRow,
  callRows,
  journalRows,
  knockRows,
  leaseRows,
  surpriseRows,
} from './save-rows.ts'

const SAVE_SALE = statement('save', SAVE)
const SAVE_PAID_SALE = statement('save_paid', SAVE_PAID)
const SAVE_AUDITED_SALE = statement('save_audited', SAVE_AUDITED)

const RULES = {
  one_live_card_tender_per_sale: true,
  one_tender_per_intent: true,
  one_open_call_per_tender: true,
  one_open_call_per_reader: true,
  one_key_one_call: true,
  one_number_one_call: true,
  one_holder_per_reader: true,
  nobody_pays_twice: true,
  one_tender_one_row: true,
  one_event_once: true,
} satisfies Record<BrokenRule, true>

const isRule = (name: string): name is BrokenRule => Object.hasOwn(RULES, name)

type SavedRow = { readonly version: number; readonly number: string; readonly signals: readonly Signal[] }

/** One statement, durable when it returns. What it changed is announced afterwards, never before the commit. */
export function makeSave(
  pool: pg.Pool,
  announce: Announce,
  nowMs: () => number,
): (save: Save) => Promise<Saved> {
  return async save => {
    try {
      const values = valuesOf(save, nowMs())
      const [row] = save.audit
        ? await run<SavedRow>(pool, SAVE_AUDITED_SALE, [...values, JSON.stringify(auditRow(save.audit))])
        : await run<SavedRow>(pool, save.sale.status === 'paid' ? SAVE_PAID_SALE : SAVE_SALE, values)
      if (!row) return { ok: false, because: 'stale' }
      announce(row.signals)
      return { ok: true, version: row.version, number: Number(row.number) }
    } catch (error) {
      return refusedBy(error)
    }
  }
}

/** A rule of the database, broken, is a value. Everything else flies on. */
function refusedBy(error: unknown): Saved {
  const rule = error instanceof pg.DatabaseError ? error.constraint : undefined
  if (rule !== undefined && isRule(rule)) return { ok: false, because: rule }
  // Two first saves of one sale at once: the other was faster, and there is a version to read now.
  if (rule === 'one_sale_one_row') return { ok: false, because: 'stale' }
  // The office is changing the same counted goods: nothing was written, and the same may be decided and written again.
  if (isInTheWay(error)) return { ok: false, because: 'stale' }
  throw error
}

function valuesOf(save: Save, nowMs: number): readonly unknown[] {
  const { sale } = save
  return [
    sale.id,
    save.expected === 'new' ? null : save.expected,
    JSON.stringify(saleRow(sale)),
    JSON.stringify(sale),
    JSON.stringify(lineRows(sale)),
    JSON.stringify(tenderRows(sale, save.looks ?? [])),
    JSON.stringify(callRows(save.write)),
    save.answer ? JSON.stringify(answerRow(save.answer)) : null,
    JSON.stringify(leaseRows(save.takeLease)),
    JSON.stringify(
      (save.freeLeases ?? []).map(free => ({ reader_id: free.readerId, tender_id: free.tenderId })),
    ),
    save.doubtLease ?? null,
    JSON.stringify(journalRows(save.journal ?? [])),
    JSON.stringify(surpriseRows(save.surprises ?? [])),
    JSON.stringify(knockRows(save.knock)),
    save.currentOf ?? null,
    JSON.stringify(keysOf(save)),
    nowMs,
  ]
}

/** The screens that may show something else now. The statement says which of them really changed. */
function keysOf({ sale, takeLease, doubtLease, freeLeases = [], surprises = [], journal = [] }: Save) {
  const readers = [takeLease?.readerId, doubtLease, ...freeLeases.map(free => free.readerId)]
  return {
    sale: saleKey(sale.id),
    sales: salesKey,
    register: registerKey,
    catalogue: catalogueKey,
    others: [
      ...new Set(readers.filter(reader => reader !== undefined).map(readerKey)),
      ...(surprises.length > 0 ? [surprisesKey] : []),
      ...(journal.some(entry => entry.kind === 'deed') ? [registerKey] : []),
    ],
  }
}
