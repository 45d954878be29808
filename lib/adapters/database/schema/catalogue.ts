import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { bytes, minor, ms } from './columns.ts'
import { register } from './shop.ts'

export const category = pgTable(
  'category',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** 1 to 8, a hue of the tiles. */
    colour: integer('colour').notNull(),
    position: integer('position').notNull(),
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_category_one_row', columns: [table.id] }),
    check('a_hue_of_the_tiles', sql`${table.colour} between 1 and 8`),
  ],
)

/** What kind of good it is to the tax office: standard, reduced, zero. Its rates are per place. */
export const taxClass = pgTable(
  'tax_class',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    /** Amounts that somebody types are taxed like this, and new goods begin with it. */
    isDefault: boolean('is_default').notNull().default(false),
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_tax_class_one_row', columns: [table.id] }),
    uniqueIndex('one_default_tax_class').on(table.isDefault).where(sql`${table.isDefault}`),
  ],
)

/** Those of every place (no location) and those of a register's own place are all taken, in order. */
export const taxRate = pgTable(
  'tax_rate',
  {
    taxClassId: text('tax_class_id')
      .notNull()
      .references(() => taxClass.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** Stripe's `tml_…`; null is everywhere. No foreign key: a location may go, its rates then are nobody's. */
    locationId: text('location_id'),
    name: text('name').notNull(),
    rateBp: integer('rate_bp').notNull(),
  },
  table => [
    primaryKey({ name: 'one_tax_rate_one_row', columns: [table.taxClassId, table.position] }),
    check('a_rate_is_a_part', sql`${table.rateBp} between 0 and 10000`),
  ],
)

/** A variant is a product of its own with a parent, whose category and tax class it carries too. A parent with variants is not sold itself. */
export const product = pgTable(
  'product',
  {
    id: text('id').notNull(),
    categoryId: text('category_id')
      .notNull()
      .references(() => category.id),
    taxClassId: text('tax_class_id')
      .notNull()
      .references(() => taxClass.id),
    parentId: text('parent_id').references((): AnyPgColumn => product.id),
    /** A variant's `name` is its parent's; this is what tells it apart. */
    variantName: text('variant_name'),
    name: text('name').notNull(),
    sku: text('sku'),
    priceMinor: minor('price').notNull(),
    /** What the shop pays for one; null is not known. */
    costMinor: minor('cost'),
    /** `warn`: counted and shown, and sold below nothing. `block`: not sold below nothing. */
    stockMode: text('stock_mode', { enum: ['off', 'warn', 'block'] })
      .notNull()
      .default('off'),
    stock: integer('stock').notNull().default(0),
    favourite: boolean('favourite').notNull().default(false),
    position: integer('position').notNull(),
    /** No longer sold. Its row stays, since sold lines name it. */
    archived: boolean('archived').notNull().default(false),
    /** Counts what the office changes, not what is sold of it. */
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_product_one_row', columns: [table.id] }),
    uniqueIndex('one_sku_one_product').on(table.sku),
    index('products_by_category').on(table.categoryId),
    index('products_by_tax_class').on(table.taxClassId),
    index('variants_of_a_product').on(table.parentId).where(sql`${table.parentId} is not null`),
    index('products_by_name').on(sql`lower(${table.name})`, table.id),
    check('a_price_is_not_negative', sql`${table.priceMinor} >= 0`),
    check('a_cost_is_not_negative', sql`${table.costMinor} >= 0`),
    check('a_known_stock_mode', sql`${table.stockMode} in ('off', 'warn', 'block')`),
    check('a_variant_has_a_name', sql`(${table.parentId} is null) = (${table.variantName} is null)`),
  ],
)

/** Every change of a count, with its reason: sold, delivered, counted, lost. */
export const stockMovement = pgTable(
  'stock_movement',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    productId: text('product_id')
      .notNull()
      .references(() => product.id),
    change: integer('change').notNull(),
    reason: text('reason', {
      enum: ['sale', 'delivery', 'count', 'loss', 'return', 'import'],
    }).notNull(),
    note: text('note'),
    /** No foreign keys: what was moved stays moved. */
    saleId: text('sale_id'),
    staffId: text('staff_id'),
    staffName: text('staff_name'),
    at: ms('at').notNull(),
  },
  table => [
    primaryKey({ name: 'one_movement_one_row', columns: [table.id] }),
    index('movements_of_a_product').on(table.productId, table.id),
    uniqueIndex('a_sale_takes_stock_once')
      .on(table.saleId, table.productId)
      .where(sql`${table.reason} = 'sale'`),
    check(
      'a_known_reason',
      sql`${table.reason} in ('sale', 'delivery', 'count', 'loss', 'return', 'import')`,
    ),
  ],
)

/** A question asked of a good at the counter: which milk, which extras. */
export const modifierGroup = pgTable(
  'modifier_group',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    least: integer('least').notNull(),
    most: integer('most').notNull(),
    position: integer('position').notNull(),
    archived: boolean('archived').notNull().default(false),
    version: integer('version').notNull().default(1),
  },
  table => [
    primaryKey({ name: 'one_modifier_group_one_row', columns: [table.id] }),
    check(
      'at_least_is_at_most',
      sql`0 <= ${table.least} and ${table.least} <= ${table.most} and ${table.most} >= 1`,
    ),
  ],
)

export const modifier = pgTable(
  'modifier',
  {
    id: text('id').notNull(),
    groupId: text('group_id')
      .notNull()
      .references(() => modifierGroup.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** On top of the good's own price, for one; may be less than nothing. */
    priceMinor: minor('price').notNull(),
    position: integer('position').notNull(),
    archived: boolean('archived').notNull().default(false),
  },
  table => [
    primaryKey({ name: 'one_modifier_one_row', columns: [table.id] }),
    index('modifiers_by_group').on(table.groupId),
  ],
)

/** Which questions a good asks, in order. Variants ask their parent's. */
export const productModifierGroup = pgTable(
  'product_modifier_group',
  {
    productId: text('product_id')
      .notNull()
      .references(() => product.id, { onDelete: 'cascade' }),
    groupId: text('group_id')
      .notNull()
      .references(() => modifierGroup.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  table => [
    primaryKey({ name: 'a_group_asked_once', columns: [table.productId, table.groupId] }),
    index('products_by_modifier_group').on(table.groupId),
  ],
)

/** A register's own favourites, in the order of its tiles. A register without any shows the shop's. */
export const registerFavourite = pgTable(
  'register_favourite',
  {
    registerId: text('register_id')
      .notNull()
      .references(() => register.id, { onDelete: 'cascade' }),
    productId: text('product_id')
      .notNull()
      .references(() => product.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  table => [
    primaryKey({ name: 'a_favourite_once', columns: [table.registerId, table.productId] }),
    index('favourites_by_product').on(table.productId),
  ],
)

export const productBarcode = pgTable(
  'product_barcode',
  {
    barcode: text('barcode').notNull(),
    productId: text('product_id')
      .notNull()
      .references(() => product.id, { onDelete: 'cascade' }),
  },
  table => [
    primaryKey({ name: 'one_barcode_one_product', columns: [table.barcode] }),
    index('barcodes_by_product').on(table.productId),
    index('barcodes_by_their_beginning').on(sql`${table.barcode} text_pattern_ops`),
  ],
)

/** What stands on a good's tile, as small as a tile needs it. Variants have none of their own. */
export const productPicture = pgTable(
  'product_picture',
  {
    productId: text('product_id')
      .notNull()
      .references(() => product.id, { onDelete: 'cascade' }),
    /** SHA-256 of the bytes, in hex. Its beginning is the version in the picture's address. */
    hash: text('hash').notNull(),
    type: text('type', { enum: ['png', 'jpeg', 'webp'] }).notNull(),
    bytes: bytes('bytes').notNull(),
  },
  table => [
    primaryKey({ name: 'one_good_one_picture', columns: [table.productId] }),
    check('a_kind_that_browsers_show', sql`${table.type} in ('png', 'jpeg', 'webp')`),
    check('a_picture_is_small', sql`octet_length(${table.bytes}) between 1 and 102400`),
  ],
)

/** One row. Triggers on the tables above count it up, so no writer can forget to; its lock makes the order of versions that of the commits. */
export const catalogueVersion = pgTable(
  'catalogue_version',
  {
    one: boolean('one').notNull().default(true),
    version: bigint('version', { mode: 'number' }).notNull().default(0),
    /** When what all goods share last changed: categories, taxes, modifiers. */
    head: bigint('head', { mode: 'number' }).notNull().default(0),
    /** What changed up to here is not known one by one: whoever is older reads everything. */
    floor: bigint('floor', { mode: 'number' }).notNull().default(0),
  },
  table => [
    primaryKey({ name: 'one_catalogue', columns: [table.one] }),
    check('the_one_catalogue', sql`${table.one}`),
  ],
)

/** The version in which each good last changed or went. Written by the same triggers. */
export const catalogueChange = pgTable(
  'catalogue_change',
  {
    productId: text('product_id').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  table => [
    primaryKey({ name: 'one_good_one_change', columns: [table.productId] }),
    index('changes_by_version').on(table.version),
  ],
)
