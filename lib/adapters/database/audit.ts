import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { locationsKey } from '#lib/contracts/keys.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import type { Audit, AuditBy, AuditEntry, WishedByHand } from '#lib/ports/audit.ts'
import type { Announce } from '#lib/ports/live.ts'
import { auditOccurring, auditPage } from './audit-page.ts'
import { sealJournal } from './audit-seal.ts'
import { verifyAudit } from './audit-verify.ts'
import { run, statement } from './connect.ts'
import { approval, audit } from './schema/audit.ts'
import { signal } from './schema/diary.ts'

/** A transaction of drizzle, or the database itself. */
type Writes = Pick<ReturnType<typeof drizzle>, 'insert'>

/**
 * Writes down who did what, in the transaction that does it. Number, link and hash are the trigger's. Comes last in its transaction:
 * from here to the commit every other audited change waits.
 */
export async function appendAudit(tx: Writes, entry: AuditEntry, by: AuditBy): Promise<void> {
  const { what, subject, named, before, after, readerId, requestId } = entry
  const { staffId, staffName, registerId, at, approver } = by
  await tx.insert(audit).values({
    at,
    what,
    subject,
    named,
    before,
    after,
    readerId,
    requestId,
    staffId,
    staffName,
    registerId,
    approverId: approver?.staffId,
    approverName: approver?.name,
  })
}

const USE = statement(
  'use_approval',
  `update approval set used_at = $4::bigint from staff
   where approval.hash = $1 and permission = $2 and session_hash = $3 and used_at is null and expires_at > $4::bigint
     and subject = $5
     and staff.id = approval.approver_id and staff.active
   returning staff.id as "staffId", staff.name as name`,
)

const WISHED = statement(
  'audit_wished',
  `select what, named, reader_id as "readerId", at::float8 as at, staff_id as "staffId", staff_name as "staffName",
     register_id as "registerId", approver_id as "approverId", approver_name as "approverName"
   from audit where subject = $1 and what = any($2::text[]) and after::jsonb @> $3::jsonb
   order by seq desc limit 1`,
)

const LAST_OF = statement(
  'audit_last_of',
  `select seq::float8 as seq, after from audit where subject = $1 and what = $2 and after::jsonb ? $3
   order by seq desc limit 1`,
)

type LastRow = { readonly seq: number; readonly after: Readonly<Record<string, unknown>> }

type WishedRow = Pick<AuditBy, 'at' | 'staffId' | 'staffName' | 'registerId'> & {
  readonly what: string
  readonly named: string | null
  readonly readerId: string | null
  readonly approverId: StaffId | null
  readonly approverName: string | null
}

function wishedIn({ what, named, readerId, approverId, approverName, ...by }: WishedRow): WishedByHand {
  const approver = approverId === null ? undefined : { staffId: approverId, name: approverName ?? '' }
  return { what, named: named ?? undefined, readerId: readerId ?? undefined, by: { ...by, approver } }
}

const KEYS = { locations: locationsKey } as const

export function makeAudit({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): Audit {
  const db = drizzle(pool)
  let isWalking = false
  return {
    async write(entry, by, changed = []) {
      const signals = await db.transaction(async tx => {
        const rows = changed.map(list => ({ key: KEYS[list], version: 0, at: by.at }))
        const told = rows.length === 0 ? [] : await tx.insert(signal).values(rows).returning()
        await appendAudit(tx, entry, by)
        return told
      })
      announce(signals)
    },
    async wished({ subject, whats, about }) {
      const [row] = await run<WishedRow>(pool, WISHED, [subject, whats, JSON.stringify(about)])
      return row && wishedIn(row)
    },
    async lastOf({ what, subject, part }) {
      const [row] = await run<LastRow>(pool, LAST_OF, [subject, what, part])
      return row
    },
    page: wanted => auditPage(pool, wanted),
    occurring: () => auditOccurring(pool),
    seal: nowMs => sealJournal(pool, nowMs),
    async verify(watch) {
      // Each walk keeps a connection for as long as it lasts: a few more, and nobody could sell.
      if (isWalking) return 'too_busy'
      isWalking = true
      try {
        return await verifyAudit(pool, { watch })
      } finally {
        isWalking = false
      }
    },
    async keepApproval(given) {
      await db.insert(approval).values(given)
    },
    async spendApproval({ hash, permission, sessionHash, about, nowMs }) {
      type Row = { staffId: StaffId; name: string }
      const [row] = await run<Row>(pool, USE, [hash, permission, sessionHash, nowMs, about])
      return row
    },
  }
}
