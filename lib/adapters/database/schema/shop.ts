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
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { minor, ms } from './columns.ts'
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
    /** Where cards are read first: those that need somebody's yes. */
    asksAbout: text('asks_about', { enum: ['every', 'credit', 'abroad'] })
      .notNull()
      .default('every'),
    ready: boolean('ready').notNull().default(false),
    phone: text('phone').notNull().default(''),
    taxId: text('tax_id').notNull().default(''),
    /** Lines above the goods and below the code of every receipt. */
    receiptHeader: text('receipt_header').notNull().default(''),
    receiptFooter: text('receipt_footer').notNull().default('Thank you.'),
    /** Written before the number of the sales that open from now on. */
    receiptPrefix: text('receipt_prefix').notNull().default(''),
    /** Minor units that cash is rounded to; 0 is to the cent. */
    cashRounding: integer('cash_rounding').notNull().default(0),
    /** Where Stripe reaches this till, as `https://till.example`. */
    publicUrl: text('public_url'),
    /** Counts the changes of the settings above: two managers at once are told. */
    settingsVersion: integer('settings_version').notNull().default(1),
    /** Minutes without a press after which a register locks itself. 0: never. */
    autoLockMinutes: integer('auto_lock_minutes').notNull().default(0),
    /** The largest discount that needs nobody's consent, in basis points. */
    discountLimitBp: integer('discount_limit_bp').notNull().default(1000),
  },
  table => [
    primaryKey({ name: 'one_shop', columns: [table.one] }),
    check('the_one_shop_is_true', sql`${table.one}`),
    check('a_known_patience', sql`${table.autoLockMinutes} in (0, 1, 2, 5, 10, 15)`),
    check('a_discount_is_a_part', sql`${table.discountLimitBp} between 0 and 10000`),
    check('cash_is_rounded_to_something', sql`${table.cashRounding} >= 0`),
    check('a_known_capture_mode', sql`${table.captureMode} in ('automatic', 'manual')`),
  ],
)

/** A card reader, under Stripe's `tmr_…`: what Stripe said of it last. A row stays when its reader has gone, since calls and payments name it. */
export const reader = pgTable(
  'reader',
  {
    id: text('id').notNull(),
    label: text('label').notNull(),
    deviceType: text('device_type').notNull(),
    locationId: text('location_id').notNull(),
    locationName: text('location_name'),
    serialNumber: text('serial_number').notNull().default(''),
    softwareVersion: text('software_version'),
    ipAddress: text('ip_address'),
    status: text('status', { enum: ['online', 'offline', 'unknown'] })
      .notNull()
      .default('unknown'),
    lastSeenAt: ms('last_seen_at'),
    /** What Stripe says is on the device, and since when we have seen it there. */
    busyType: text('busy_type'),
    busyIntent: text('busy_intent'),
    busySince: ms('busy_since'),
    /** When Stripe was last asked about it, and when it was found or made to be gone. */
    checkedAt: ms('checked_at'),
    removedAt: ms('removed_at'),
  },
  table => [
    primaryKey({ name: 'one_reader_one_row', columns: [table.id] }),
    check('a_known_reader_status', sql`${table.status} in ('online', 'offline', 'unknown')`),
  ],
)

export const staff = pgTable(
  'staff',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: ['owner', 'manager', 'lead', 'cashier'] }).notNull(),
    pinHash: text('pin_hash').notNull(),
    active: boolean('active').notNull().default(true),
    /** The badge's code under APP_SECRET. The code itself is nowhere but on the badge. */
    badgeHash: text('badge_hash'),
    /** The PIN is one that somebody else has seen: it is good for choosing another, and for nothing else. */
    mustChangePin: boolean('must_change_pin').notNull().default(false),
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_person_one_row', columns: [table.id] }),
    uniqueIndex('one_badge_one_person').on(table.badgeHash),
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
    /** Stripe's `tml_…`. Missing: the shop's own. */
    locationId: text('location_id'),
    /** `browser`: through the browser's own print dialog. `escpos_80`: a receipt printer on 80 mm paper. */
    printer: text('printer', { enum: ['none', 'browser', 'escpos_80'] })
      .notNull()
      .default('browser'),
    /** The drawer opens when cash is taken, through the receipt printer. */
    drawerKick: boolean('drawer_kick').notNull().default(false),
    /** What lies in the drawer when a shift begins. */
    floatMinor: minor('float').notNull().default(0),
    /** When it was last closed, or somebody last signed in or out there. */
    lastSeenAt: ms('last_seen_at'),
    /** Its browsers were thrown out; a new code brings it back. */
    revokedAt: ms('revoked_at'),
    /** Counts the changes a manager makes. */
    settingsVersion: integer('settings_version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_register_one_row', columns: [table.id] }),
    check('a_known_printer', sql`${table.printer} in ('none', 'browser', 'escpos_80')`),
    check('a_drawer_hangs_on_a_printer', sql`not ${table.drawerKick} or ${table.printer} = 'escpos_80'`),
    check('a_float_is_not_negative', sql`${table.floatMinor} >= 0`),
  ],
)

/** A one-time code that makes a browser this register. Kept under APP_SECRET; gone once it is used. */
export const registerCode = pgTable(
  'register_code',
  {
    codeHash: text('code_hash').notNull(),
    registerId: text('register_id')
      .notNull()
      .references(() => register.id, { onDelete: 'cascade' }),
    expiresAt: ms('expires_at').notNull(),
  },
  table => [
    primaryKey({ name: 'one_code_one_register', columns: [table.codeHash] }),
    uniqueIndex('one_register_one_code').on(table.registerId),
  ],
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
    /** What it is called where it is listed: the hash is nobody's to see. */
    id: text('id').notNull().default(sql`gen_random_uuid()::text`),
    openedAt: ms('opened_at').notNull().default(0),
  },
  table => [
    primaryKey({ name: 'one_token_one_session', columns: [table.hash] }),
    uniqueIndex('one_session_one_name').on(table.id),
    index('sessions_of_people').on(table.staffId),
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
