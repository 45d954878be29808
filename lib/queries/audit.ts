import {
  type AuditAnswer,
  type AuditCheckAnswer,
  type AuditQuery,
  type AuditRow,
  MOST_ENTRIES_EXPORTED,
} from '#lib/contracts/audit.ts'
import { PAGE_SIZE } from '#lib/contracts/table-query.ts'
import { csvFile } from '#lib/domain/csv.ts'
import type { AuditLink } from '#lib/ports/audit.ts'
import type { World } from '#lib/ports/world.ts'

type Needs = Pick<World, 'audit' | 'shops' | 'clock'>

const DAY_MS = 86_400_000

/** One page of who did what, newest first, with names for the registers and readers as they are called today. */
export async function auditAnswer(world: Needs, query: AuditQuery): Promise<AuditAnswer> {
  const offset = (query.page - 1) * PAGE_SIZE
  const [{ rows, total }, occurring, names] = await Promise.all([
    world.audit.page({ ...wanted(world, query), limit: PAGE_SIZE, offset }),
    world.audit.occurring(),
    namesIn(world),
  ])
  return { rows: rows.map(link => rowOf(link, names)), total, ...occurring }
}

/** What the filters leave, as the text of a CSV file, newest first. */
export async function auditExport(world: Needs, query: AuditQuery): Promise<string> {
  const [{ rows }, names] = await Promise.all([
    world.audit.page({ ...wanted(world, query), limit: MOST_ENTRIES_EXPORTED, offset: 0 }),
    namesIn(world),
  ])
  return csvFile([HEADS, ...rows.map(link => fieldsOf(rowOf(link, names)))])
}

const HEADS = [
  'Number',
  'When (UTC)',
  'Who',
  'Approved by',
  'Register',
  'What',
  'Subject',
  'Name',
  'Before',
  'After',
  'Reader',
  'Stripe request',
  'Hash',
]

const fieldsOf = (row: AuditRow) => [
  row.seq,
  new Date(row.at).toISOString(),
  row.staffName,
  row.approverName ?? '',
  row.registerName ?? '',
  row.what,
  row.subject,
  row.named ?? '',
  row.before === null ? '' : JSON.stringify(row.before),
  row.after === null ? '' : JSON.stringify(row.after),
  row.readerLabel ?? '',
  row.requestId ?? '',
  row.hash,
]

/** Walks the whole chain now. */
export async function auditCheck({ audit }: Pick<World, 'audit'>): Promise<AuditCheckAnswer> {
  const verdict = await audit.verify()
  if (verdict.unbroken) return verdict
  return { unbroken: false, seq: verdict.seq, because: verdict.because }
}

const wanted = ({ clock }: Needs, { q, what, who, days }: AuditQuery) => ({
  words: q,
  what,
  staffId: who,
  ...(days ? { fromMs: clock.now() - days * DAY_MS } : {}),
})

type Names = ReadonlyMap<string, string>

async function namesIn({ shops }: Needs): Promise<Names> {
  const [registers, readers] = await Promise.all([shops.registers(), shops.readers()])
  const named = [
    ...registers.map(({ id, name }) => [id, name] as const),
    ...readers.map(({ id, label }) => [id, label] as const),
  ]
  return new Map<string, string>(named)
}

function rowOf(
  { staffId: _, approverId: __, registerId, readerId, ...link }: AuditLink,
  names: Names,
): AuditRow {
  const nameOf = (id: string | null | undefined) => (id ? (names.get(id) ?? id) : null)
  return {
    ...link,
    named: link.named ?? nameOf(names.has(link.subject) ? link.subject : null),
    before: link.before ?? null,
    after: link.after ?? null,
    requestId: link.requestId ?? null,
    registerName: nameOf(registerId),
    readerLabel: nameOf(readerId),
  }
}
