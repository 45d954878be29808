import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { ms } from './columns.ts'
import { sale, tender } from './sale.ts'

/** One command to Stripe. The row is written before the command is sent, and is the counter its key comes from. */
export const call = pgTable(
  'call',
  {
    id: text('id').notNull(),
    /** What the key names: the tender, later also a refund or a use of a reader. */
    subjectId: text('subject_id').notNull(),
    tenderId: text('tender_id').references(() => tender.id),
    saleId: text('sale_id').references(() => sale.id),
    readerId: text('reader_id'),
    step: text('step').notNull(),
    n: integer('n').notNull(),
    key: text('key').notNull(),
    path: text('path').notNull(),
    /** `json`, not `jsonb`: it keeps the order of the keys, so that what is sent again is the same bytes. */
    params: json('params').$type<Readonly<Record<string, unknown>>>().notNull(),
    writtenAt: ms('written_at').notNull(),
    sentAt: ms('sent_at'),
    sentBy: text('sent_by'),
    timesSent: integer('times_sent').notNull().default(0),
    outcome: text('outcome', { enum: ['done', 'refused', 'unproven'] }),
    code: text('code'),
    requestId: text('request_id'),
    /** How long the answer took, in milliseconds. */
    ms: integer('ms'),
    answeredAt: ms('answered_at'),
  },
  table => [
    primaryKey({ name: 'one_call_one_row', columns: [table.id] }),
    index('calls_by_sale').on(table.saleId),
    index('calls_by_answer').on(table.answeredAt).where(sql`${table.outcome} = 'done'`),
    index('calls_by_reader').on(table.readerId, table.writtenAt).where(sql`${table.readerId} is not null`),
    uniqueIndex('one_open_call_per_tender')
      .on(table.tenderId)
      .where(sql`${table.outcome} is null and ${table.tenderId} is not null`),
    uniqueIndex('one_open_call_per_reader')
      .on(table.readerId)
      .where(sql`${table.outcome} is null and ${table.readerId} is not null`),
    uniqueIndex('one_key_one_call').on(table.key),
    uniqueIndex('one_number_one_call').on(table.subjectId, table.step, table.n),
    check('a_known_outcome', sql`${table.outcome} in ('done', 'refused', 'unproven')`),
  ],
)

/** Whose a reader is, until it is proven to be let go of. */
export const readerLease = pgTable(
  'reader_lease',
  {
    readerId: text('reader_id').notNull(),
    holder: text('holder', { enum: ['tender', 'cart', 'inputs', 'clearing', 'test', 'office'] }).notNull(),
    tenderId: text('tender_id').references(() => tender.id),
    since: ms('since').notNull(),
    doubtful: boolean('doubtful').notNull(),
    /** A clearing's: what is on the reader was compared, and its command may have gone out. */
    compared: boolean('compared').notNull().default(false),
  },
  table => [
    primaryKey({ name: 'one_holder_per_reader', columns: [table.readerId] }),
    index('leases_by_tender').on(table.tenderId),
    check(
      'a_known_holder',
      sql`${table.holder} in ('tender', 'cart', 'inputs', 'clearing', 'test', 'office')`,
    ),
    check('a_tender_holds_by_name', sql`(${table.holder} = 'tender') = (${table.tenderId} is not null)`),
  ],
)

/** The inbox: Stripe's events by Stripe's id, as the bytes that were signed. Those are people's data too, so that after a month they are blank. */
export const stripeEvent = pgTable(
  'stripe_event',
  {
    id: text('id').notNull(),
    type: text('type').notNull(),
    raw: text('raw').notNull(),
    receivedAt: ms('received_at').notNull(),
    /** When its effect was written: the fact itself, or the wish to look. Null: it touched nothing of ours. */
    appliedAt: ms('applied_at'),
    /** Not brought by Stripe but fetched by us later, so that its age says nothing of the line. */
    replayed: boolean('replayed').notNull().default(false),
  },
  table => [
    primaryKey({ name: 'one_event_once', columns: [table.id] }),
    index('events_by_arrival').on(table.receivedAt),
    index('events_with_text').on(table.receivedAt).where(sql`${table.raw} <> ''`),
  ],
)

/** Where Stripe knocks, under Stripe's `we_…`, and the secret it signs with, encrypted under APP_SECRET. */
export const webhookEndpoint = pgTable(
  'webhook_endpoint',
  {
    id: text('id').notNull(),
    /** In order of keeping. */
    position: integer('position').notNull().generatedAlwaysAsIdentity(),
    door: text('door', { enum: ['terminal', 'payments'] }).notNull(),
    encryptedSecret: text('encrypted_secret').notNull(),
    /** Since when another one stands in its place. Its secret is good for a while longer: what Stripe had signed with it may be on its way. */
    retiredAt: ms('retired_at'),
  },
  table => [
    primaryKey({ name: 'one_endpoint_one_row', columns: [table.id] }),
    check('a_known_door', sql`${table.door} in ('terminal', 'payments')`),
  ],
)
