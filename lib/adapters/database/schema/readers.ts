import { sql } from 'drizzle-orm'
import {
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
import { bytes, ms } from './columns.ts'

/** When Stripe's list of readers was last read, and which server is reading it now. */
export const fleetWatch = pgTable(
  'fleet_watch',
  {
    one: boolean('one').notNull().default(true),
    claimedUntil: ms('claimed_until').notNull().default(0),
    checkedAt: ms('checked_at'),
    /** Stripe's code, or ours, when the last try came to nothing. */
    problem: text('problem'),
  },
  table => [
    primaryKey({ name: 'one_fleet_watch', columns: [table.one] }),
    check('the_one_fleet_watch', sql`${table.one}`),
  ],
)

/** A reader on its way to another location: written before Stripe is asked, so that a crash in the middle is found and finished. */
export const readerMove = pgTable(
  'reader_move',
  {
    id: text('id').notNull(),
    readerId: text('reader_id').notNull(),
    label: text('label').notNull(),
    toLocationId: text('to_location_id').notNull(),
    toLocationName: text('to_location_name').notNull(),
    /** Good for one registration; forgotten when the move has ended. */
    registrationCode: text('registration_code'),
    /** Which try its key names. */
    n: integer('n').notNull().default(1),
    newReaderId: text('new_reader_id'),
    state: text('state', { enum: ['registering', 'deleting', 'done', 'refused'] }).notNull(),
    problem: text('problem'),
    /** Whose wish it was, as the audit tells it. */
    by: jsonb('by').notNull(),
    startedAt: ms('started_at').notNull(),
    nextTryAt: ms('next_try_at'),
    endedAt: ms('ended_at'),
  },
  table => [
    primaryKey({ name: 'one_move_one_row', columns: [table.id] }),
    uniqueIndex('one_open_move_per_reader').on(table.readerId).where(sql`${table.endedAt} is null`),
    check('a_known_move', sql`${table.state} in ('registering', 'deleting', 'done', 'refused')`),
    check('a_move_ends_once', sql`(${table.endedAt} is not null) = (${table.state} in ('done', 'refused'))`),
  ],
)

/** A payment made to try a reader. It belongs to no sale; `state` is all of it, the other columns find it. */
export const readerTest = pgTable(
  'reader_test',
  {
    id: text('id').notNull(),
    readerId: text('reader_id').notNull(),
    version: integer('version').notNull().default(1),
    state: jsonb('state').notNull(),
    startedAt: ms('started_at').notNull(),
    nextLookAt: ms('next_look_at'),
    endedAt: ms('ended_at'),
  },
  table => [
    primaryKey({ name: 'one_test_one_row', columns: [table.id] }),
    uniqueIndex('one_open_test_per_reader').on(table.readerId).where(sql`${table.endedAt} is null`),
    index('tests_by_reader').on(table.readerId, table.startedAt),
  ],
)

/** A picture for idle screens that was sent from here, under Stripe's file id: Stripe shows it to readers only. */
export const splashPicture = pgTable(
  'splash_picture',
  {
    fileId: text('file_id').notNull(),
    type: text('type', { enum: ['png', 'jpeg', 'gif'] }).notNull(),
    bytes: bytes('bytes').notNull(),
    keptAt: ms('kept_at').notNull(),
  },
  table => [
    primaryKey({ name: 'one_picture_per_file', columns: [table.fileId] }),
    check('a_known_kind_of_picture', sql`${table.type} in ('png', 'jpeg', 'gif')`),
    check('a_picture_within_reason', sql`octet_length(${table.bytes}) <= 4194304`),
  ],
)
