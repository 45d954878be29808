import { sql } from 'drizzle-orm'
import { bigint, check, index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { AT_NO_REGISTER } from '#lib/domain/audit-words.ts'
import { ms } from './columns.ts'
import { staff } from './shop.ts'

/**
 * Who did what: a chain, each entry's hash made over its own text and the hash before it. A trigger numbers and links what is inserted,
 * one writer after another, and refuses every change.
 */
export const audit = pgTable(
  'audit',
  {
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    at: ms('at').notNull(),
    what: text('what').notNull(),
    subject: text('subject').notNull(),
    named: text('named'),
    /** No foreign keys: what is written stays, whatever becomes of those it tells of. */
    staffId: text('staff_id'),
    staffName: text('staff_name').notNull(),
    approverId: text('approver_id'),
    approverName: text('approver_name'),
    registerId: text('register_id'),
    readerId: text('reader_id'),
    requestId: text('request_id'),
    /** `json`, not `jsonb`: the text that was hashed is the text that is kept. */
    before: json('before'),
    after: json('after'),
    prev: text('prev').notNull().default(''),
    hash: text('hash').notNull().default(''),
  },
  table => [
    primaryKey({ name: 'one_link_one_number', columns: [table.seq] }),
    index('audit_by_time').on(table.at),
    index('audit_by_subject').on(table.subject),
    // What occurs is found by leaps from one value to the next, however many entries come between them.
    index('audit_by_what').on(table.what, table.seq),
    index('audit_by_place').on(sql`coalesce(${table.registerId}, '${sql.raw(AT_NO_REGISTER)}')`, table.seq),
    index('audit_by_person').on(table.staffId, table.seq),
    index('audit_by_approver').on(table.approverId, table.seq).where(sql`${table.approverId} is not null`),
  ],
)

/** Consent to one action, given in place: used once or never. */
export const approval = pgTable(
  'approval',
  {
    hash: text('hash').notNull(),
    permission: text('permission').notNull(),
    sessionHash: text('session_hash').notNull(),
    approverId: text('approver_id')
      .notNull()
      .references(() => staff.id),
    /** What alone it is good for: a refund's payment and amount, a sale, a payment or a reader. */
    subject: text('subject'),
    expiresAt: ms('expires_at').notNull(),
    usedAt: ms('used_at'),
  },
  table => [
    primaryKey({ name: 'one_approval_one_row', columns: [table.hash] }),
    check('used_in_time', sql`${table.usedAt} is null or ${table.usedAt} <= ${table.expiresAt}`),
  ],
)
