import type { AuditBy, AuditEntry } from '#lib/ports/audit.ts'
import type { Call, CallEnding, JournalEntry, Knock, Save } from '#lib/ports/sale-store.ts'

/** What a save writes beside the sale, under the names of the statement. None or one of a thing is a list too. */

const listOf = <Thing, Row>(thing: Thing | undefined, row: (thing: Thing) => Row): readonly Row[] =>
  thing === undefined ? [] : [row(thing)]

export const callRows = (write: Call | undefined) =>
  listOf(write, call => ({
    id: call.id,
    subject_id: call.subject ?? call.tenderId,
    tender_id: call.tenderId,
    reader_id: call.readerId ?? null,
    step: call.step,
    n: call.n,
    key: call.key,
    path: call.path,
    params: call.params,
    written_at: call.writtenAt,
    sent_at: call.sentAt ?? null,
    sent_by: call.sentBy ?? null,
    times_sent: call.timesSent,
  }))

export const answerRow = ({ callId, outcome, code, requestId, ms, at }: CallEnding) => ({
  call_id: callId,
  outcome,
  code: code ?? null,
  request_id: requestId ?? null,
  ms: Math.round(ms),
  at,
})

export const leaseRows = (lease: Save['takeLease']) =>
  listOf(lease, ({ readerId, holder, since, doubtful }) => ({
    reader_id: readerId,
    tender_id: holder.tenderId,
    since,
    doubtful,
  }))

export const journalRows = (entries: readonly JournalEntry[]) =>
  entries.map(({ kind, tenderId = null, staffId = null, at, data }) => ({
    kind,
    tender_id: tenderId,
    staff_id: staffId,
    at,
    data,
  }))

export const surpriseRows = (surprises: NonNullable<Save['surprises']>) =>
  surprises.map(({ kind, tenderId, amount, at }) => ({
    kind,
    tender_id: tenderId,
    amount: amount.minor,
    currency: amount.currency,
    at,
  }))

export const knockRows = (knock: Knock | undefined) =>
  listOf(knock, ({ eventId, type, raw, receivedAt, appliedAt = null }) => ({
    id: eventId,
    type,
    raw,
    received_at: receivedAt,
    applied_at: appliedAt,
  }))

/** Left out is null. */
export const auditRow = ({ entry, by }: { readonly entry: AuditEntry; readonly by: AuditBy }) => ({
  at: by.at,
  what: entry.what,
  subject: entry.subject,
  named: entry.named,
  staff_id: by.staffId,
  staff_name: by.staffName,
  approver_id: by.approver?.staffId,
  approver_name: by.approver?.name,
  register_id: by.registerId,
  reader_id: entry.readerId,
  request_id: entry.requestId,
  before: entry.before,
  after: entry.after,
})
