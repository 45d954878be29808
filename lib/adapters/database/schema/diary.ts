import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { minor, ms } from './columns.ts'
import { sale } from './sale.ts'
import { staff } from './shop.ts'

/** What happened, in order, written in the transaction it tells of. A trigger refuses every change. */
export const journal = pgTable(
  'journal',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    saleId: text('sale_id').notNull(),
    tenderId: text('tender_id'),
    staffId: text('staff_id'),
    kind: text('kind').notNull(),
    at: ms('at').notNull(),
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  table => [
    primaryKey({ name: 'one_entry_one_row', columns: [table.id] }),
    index('journal_by_sale').on(table.saleId, table.id),
    // Deeds are few, and the diary is long.
    index('journal_deeds').on(table.id).where(sql`kind = 'deed'`),
  ],
)

/** A fact that fitted nowhere. It waits for a person. */
export const surprise = pgTable(
  'surprise',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    saleId: text('sale_id')
      .notNull()
      .references(() => sale.id),
    tenderId: text('tender_id').notNull(),
    kind: text('kind').notNull(),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    at: ms('at').notNull(),
    dealtAt: ms('dealt_at'),
    dealtBy: text('dealt_by').references(() => staff.id),
    how: text('how'),
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_surprise_one_row', columns: [table.id] }),
    index('surprises_to_deal_with').on(table.at).where(sql`${table.dealtAt} is null`),
    check(
      'dealt_with_by_someone',
      sql`(${table.dealtAt} is null) = (${table.dealtBy} is null) and (${table.dealtAt} is null) = (${table.how} is null)`,
    ),
  ],
)

/** What changed, for the screens that show it: the outbox behind NOTIFY. Kept for one day. */
export const signal = pgTable(
  'signal',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** A URL of ours, the same that the browser asks. */
    key: text('key').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    at: ms('at').notNull(),
  },
  table => [
    primaryKey({ name: 'one_signal_one_row', columns: [table.id] }),
    index('signals_by_time').on(table.at),
  ],
)

/** Which server processes live. */
export const serverBeat = pgTable(
  'server_beat',
  { serverId: text('server_id').notNull(), at: ms('at').notNull() },
  table => [primaryKey({ name: 'one_server_one_beat', columns: [table.serverId] })],
)
