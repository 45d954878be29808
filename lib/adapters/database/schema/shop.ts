import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { ms } from './columns.ts'
import { sale } from './sale.ts'

/** One shop per database: its key can only be `true`. */
export const shop = pgTable(
  'shop',
  {
    one: boolean('one').notNull().default(true),
    id: text('id').notNull(),
    name: text('name').notNull(),
    country: text('country').notNull(),
    currency: text('currency').notNull(),
    taxIncluded: boolean('tax_included').notNull(),
    customTaxRateBp: integer('custom_tax_rate_bp').notNull(),
    address: jsonb('address').$type<Readonly<Record<string, string>>>().notNull(),
    /** Stripe's `tml_…`. */
    locationId: text('location_id'),
    readerId: text('reader_id').references(() => reader.id),
    withSamples: boolean('with_samples').notNull(),
    /** `manual`: cards are authorised, and captured by somebody later. */
    captureMode: text('capture_mode', { enum: ['automatic', 'manual'] })
      .notNull()
      .default('automatic'),
    ready: boolean('ready').notNull().default(false),
  },
  table => [
    primaryKey({ name: 'one_shop', columns: [table.one] }),
    check('the_one_shop_is_true', sql`${table.one}`),
    check('a_known_capture_mode', sql`${table.captureMode} in ('automatic', 'manual')`),
  ],
)

/** A card reader, under Stripe's `tmr_…`. */
export const reader = pgTable(
  'reader',
  {
    id: text('id').notNull(),
    label: text('label').notNull(),
    deviceType: text('device_type').notNull(),
    locationId: text('location_id').notNull(),
  },
  table => [primaryKey({ name: 'one_reader_one_row', columns: [table.id] })],
)

export const staff = pgTable(
  'staff',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: ['owner', 'manager', 'lead', 'cashier'] }).notNull(),
    pinHash: text('pin_hash').notNull(),
    active: boolean('active').notNull().default(true),
  },
  table => [
    primaryKey({ name: 'one_person_one_row', columns: [table.id] }),
    check('a_known_role', sql`${table.role} in ('owner', 'manager', 'lead', 'cashier')`),
  ],
)

export const register = pgTable(
  'register',
  {
    id: text('id').notNull(),
    /** In order of founding: *Register 1* comes first. */
    position: integer('position').notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    readerId: text('reader_id').references(() => reader.id),
    /** Cards are read first, shown, and charged only when somebody confirms. */
    twoSteps: boolean('two_steps').notNull().default(false),
    currentSaleId: text('current_sale_id').references((): AnyPgColumn => sale.id),
    /** Counts the changes of its current sale; what its signals carry. */
    version: integer('version').notNull().default(0),
  },
  table => [primaryKey({ name: 'one_register_one_row', columns: [table.id] })],
)

/** A browser that is a register: the SHA-256 of its cookie's token. */
export const registerBrowser = pgTable(
  'register_browser',
  {
    tokenHash: text('token_hash').notNull(),
    registerId: text('register_id')
      .notNull()
      .references(() => register.id),
  },
  table => [primaryKey({ name: 'one_browser_one_register', columns: [table.tokenHash] })],
)

/** Who is signed in. The token is nowhere but in the cookie; this is its SHA-256. */
export const session = pgTable(
  'session',
  {
    hash: text('hash').notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    registerId: text('register_id').references(() => register.id),
    expiresAt: ms('expires_at').notNull(),
  },
  table => [
    primaryKey({ name: 'one_token_one_session', columns: [table.hash] }),
    index('sessions_by_expiry').on(table.expiresAt),
  ],
)

/** Wrong tries, per person (`staff:<id>`) and per register (`register:<id>`, or `register:unbound`). */
export const pinTries = pgTable(
  'pin_tries',
  {
    subject: text('subject').notNull(),
    wrong: integer('wrong').notNull().default(0),
    blockedUntil: ms('blocked_until').notNull().default(0),
  },
  table => [primaryKey({ name: 'one_count_per_subject', columns: [table.subject] })],
)
