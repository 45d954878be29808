import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { minor, ms } from './columns.ts'
import { register, staff } from './shop.ts'

/** `state` is the sale. The other columns are written from it, for constraints and lists, and never read back to rebuild it. */
export const sale = pgTable(
  'sale',
  {
    id: text('id').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    registerId: text('register_id')
      .notNull()
      .references((): AnyPgColumn => register.id),
    openedBy: text('opened_by')
      .notNull()
      .references(() => staff.id),
    status: text('status', { enum: ['open', 'paid', 'voided'] }).notNull(),
    currency: text('currency').notNull(),
    wantedTotal: minor('wanted_total').notNull(),
    total: minor('total').notNull(),
    received: minor('received').notNull(),
    reserved: minor('reserved').notNull(),
    tips: minor('tips').notNull(),
    excess: minor('excess').notNull(),
    version: integer('version').notNull(),
    state: jsonb('state').notNull(),
    openedAt: ms('opened_at').notNull(),
    paidAt: ms('paid_at'),
    /** For the list alone. What an open sale has of them does not change with its cart: a cart is saved often, and touches no index then. */
    endedTotal: bigint('ended_total', { mode: 'number' }),
    paidBy: text('paid_by', { enum: ['card', 'cash', 'both'] }),
    /** The last four digits of the cards that paid. */
    cards: text('cards').array().notNull().default([]),
  },
  table => [
    primaryKey({ name: 'one_sale_one_row', columns: [table.id] }),
    uniqueIndex('one_number_one_sale').on(table.number),
    index('open_sales').on(table.openedAt).where(sql`${table.status} = 'open'`),
    index('sales_by_payment').on(table.paidAt),
    index('sales_by_status').on(table.status, table.number),
    index('sales_by_register').on(table.registerId, table.number),
    index('sales_by_kind').on(table.paidBy, table.number),
    index('sales_by_total').on(table.endedTotal),
    index('sales_by_card').using('gin', table.cards).where(sql`${table.cards} <> '{}'`),
    check('a_known_status', sql`${table.status} in ('open', 'paid', 'voided')`),
    check('nobody_pays_twice', sql`${table.received} + ${table.reserved} <= ${table.total}`),
    check(
      'paid_means_paid',
      sql`${table.status} <> 'paid' or (${table.received} = ${table.total} and ${table.reserved} = 0)`,
    ),
    check(
      'void_means_nothing',
      sql`${table.status} <> 'voided' or (${table.received} = 0 and ${table.reserved} = 0)`,
    ),
  ],
)

/** Numbers the sales, without gaps: a save that fails gives its number back. */
export const saleCounter = pgTable(
  'sale_counter',
  {
    one: boolean('one').notNull().default(true),
    last: bigint('last', { mode: 'number' }).notNull(),
  },
  table => [
    primaryKey({ name: 'one_counter', columns: [table.one] }),
    check('the_one_counter', sql`${table.one}`),
  ],
)

export const saleLine = pgTable(
  'sale_line',
  {
    saleId: text('sale_id')
      .notNull()
      .references(() => sale.id),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    /** No foreign key: what was sold stays sold, whatever becomes of the catalogue. */
    productId: text('product_id'),
    name: text('name').notNull(),
    quantity: integer('quantity').notNull(),
    unitPrice: minor('unit_price').notNull(),
    taxRateBp: integer('tax_rate_bp').notNull(),
    amount: minor('amount').notNull(),
    tax: minor('tax').notNull(),
  },
  table => [primaryKey({ name: 'one_line_one_row', columns: [table.saleId, table.id] })],
)

/** Written from the sale, but for the last four columns: when it is looked at next lives here alone. */
export const tender = pgTable(
  'tender',
  {
    id: text('id').notNull(),
    saleId: text('sale_id')
      .notNull()
      .references(() => sale.id),
    kind: text('kind', { enum: ['card', 'cash'] }).notNull(),
    state: text('state', { enum: ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled'] }).notNull(),
    wish: text('wish', { enum: ['none', 'charge', 'confirm', 'capture', 'take_off', 'stop'] }).notNull(),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    paymentIntent: text('payment_intent'),
    readerId: text('reader_id'),
    received: minor('received').notNull(),
    tip: minor('tip').notNull(),
    refundReserved: minor('refund_reserved').notNull().default(0),
    createdAt: ms('created_at').notNull(),
    nextLookAt: ms('next_look_at'),
    looks: integer('looks').notNull().default(0),
    lookDue: boolean('look_due').notNull().default(false),
    /** How often Stripe knocked about it: a look that began before the last knock does not settle `look_due`. */
    knocks: integer('knocks').notNull().default(0),
  },
  table => [
    primaryKey({ name: 'one_tender_one_row', columns: [table.id] }),
    index('tenders_by_sale').on(table.saleId),
    index('tenders_to_look_at').on(table.nextLookAt).where(sql`${table.nextLookAt} is not null`),
    uniqueIndex('one_live_card_tender_per_sale')
      .on(table.saleId)
      .where(sql`${table.kind} = 'card' and ${table.state} in ('drafted', 'ready', 'on_reader', 'held')`),
    uniqueIndex('one_tender_per_intent')
      .on(table.paymentIntent)
      .where(sql`${table.paymentIntent} is not null`),
    check('a_known_kind', sql`${table.kind} in ('card', 'cash')`),
    check(
      'a_known_state',
      sql`${table.state} in ('drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled')`,
    ),
    check('a_known_wish', sql`${table.wish} in ('none', 'charge', 'confirm', 'capture', 'take_off', 'stop')`),
    check(
      'on_reader_has_intent',
      sql`${table.state} not in ('ready', 'on_reader', 'held') or ${table.paymentIntent} is not null`,
    ),
    check('refunds_within_reason', sql`${table.refundReserved} <= ${table.received} + ${table.tip}`),
  ],
)
