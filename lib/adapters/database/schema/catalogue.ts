import { sql } from 'drizzle-orm'
import {
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
import { minor } from './columns.ts'

export const category = pgTable(
  'category',
  {
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** 1 to 8, a hue of the tiles. */
    colour: integer('colour').notNull(),
    position: integer('position').notNull(),
  },
  table => [
    primaryKey({ name: 'one_category_one_row', columns: [table.id] }),
    check('a_hue_of_the_tiles', sql`${table.colour} between 1 and 8`),
  ],
)

export const product = pgTable(
  'product',
  {
    id: text('id').notNull(),
    categoryId: text('category_id')
      .notNull()
      .references(() => category.id),
    name: text('name').notNull(),
    sku: text('sku'),
    priceMinor: minor('price').notNull(),
    taxRateBp: integer('tax_rate_bp').notNull(),
    favourite: boolean('favourite').notNull().default(false),
    position: integer('position').notNull(),
    /** No longer sold. Its row stays, since sold lines name it. */
    archived: boolean('archived').notNull().default(false),
  },
  table => [
    primaryKey({ name: 'one_product_one_row', columns: [table.id] }),
    uniqueIndex('one_sku_one_product').on(table.sku),
    index('products_by_category').on(table.categoryId),
    check('a_price_is_not_negative', sql`${table.priceMinor} >= 0`),
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
  ],
)

/** One row. Triggers on the three tables above count it up, so no writer can forget to. */
export const catalogueVersion = pgTable(
  'catalogue_version',
  {
    one: boolean('one').notNull().default(true),
    version: bigint('version', { mode: 'number' }).notNull().default(0),
  },
  table => [
    primaryKey({ name: 'one_catalogue', columns: [table.one] }),
    check('the_one_catalogue', sql`${table.one}`),
  ],
)
