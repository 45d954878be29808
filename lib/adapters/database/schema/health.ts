import { integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { ms } from './columns.ts'

/** How every part was, one row a minute, kept for a day. A minute without a row is one in which no server ran. */
export const healthSample = pgTable(
  'health_sample',
  {
    /** The beginning of the minute. */
    minute: ms('minute').notNull(),
    /** Part by part: `{ "database": "up", "reader:tmr_…": "down" }`. Empty until the server that took the minute has looked. */
    parts: json('parts').$type<Readonly<Record<string, string>>>().notNull(),
  },
  table => [primaryKey({ name: 'one_minute_one_sample', columns: [table.minute] })],
)

/** How many knocks ended how, counted per minute and door; kept for a week. Servers count in memory and add up here. */
export const knockTally = pgTable(
  'knock_tally',
  {
    minute: ms('minute').notNull(),
    door: text('door', { enum: ['terminal', 'payments'] }).notNull(),
    ending: text('ending').notNull(),
    count: integer('count').notNull(),
    lastAt: ms('last_at').notNull(),
  },
  table => [primaryKey({ name: 'one_count_per_minute', columns: [table.minute, table.door, table.ending] })],
)
