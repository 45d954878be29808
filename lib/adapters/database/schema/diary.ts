import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
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

/** Money at Stripe under our shop's name that no sale here tells of. It waits for a person. */
export const unknownPayment = pgTable(
  'unknown_payment',
  {
    paymentIntent: text('payment_intent').notNull(),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    at: ms('at').notNull(),
    live: boolean('live').notNull(),
    held: boolean('held').notNull().default(false),
    noticedAt: ms('noticed_at').notNull(),
    dealtAt: ms('dealt_at'),
    dealtBy: text('dealt_by').references(() => staff.id),
    how: text('how'),
  },
  table => [
    primaryKey({ name: 'one_unknown_payment_one_row', columns: [table.paymentIntent] }),
    check(
      'unknown_dealt_with_by_someone',
      sql`(${table.dealtAt} is null) = (${table.dealtBy} is null) and (${table.dealtAt} is null) = (${table.how} is null)`,
    ),
  ],
)

/** Up to when Stripe's list of intents has been compared with this database. In the database, so that a backup remembers its own. */
export const sweepMark = pgTable(
  'sweep_mark',
  {
    one: boolean('one').notNull().default(true),
    sweptUntil: ms('swept_until').notNull(),
    /** Up to when Stripe's events of money that went back have been fetched. */
    heardUntil: ms('heard_until'),
  },
  table => [
    primaryKey({ name: 'one_sweep_mark', columns: [table.one] }),
    check('the_one_sweep_mark', sql`${table.one}`),
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
