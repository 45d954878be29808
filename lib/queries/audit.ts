import {
  type AuditAnswer,
  type AuditCheckAnswer,
  type AuditQuery,
  type AuditRow,
  MOST_ENTRIES_EXPORTED,
} from '#lib/contracts/audit.ts'
import { sinceDaysBack } from '#lib/contracts/days-back.ts'
import { PAGE_SIZE, sortOf } from '#lib/contracts/table-query.ts'
import { ALL_BUT_SIGNING, AT_NO_REGISTER, auditWords, SIGNING, whatsSaying } from '#lib/domain/audit-words.ts'
import { csvFile } from '#lib/domain/csv.ts'
import type { AuditLink, AuditSort } from '#lib/ports/audit.ts'
import type { Watch } from '#lib/ports/watch.ts'
import type { World } from '#lib/ports/world.ts'
import { type ExportedFile, narrowedBy } from './narrowed.ts'

type Needs = Pick<World, 'audit' | 'shops' | 'registers' | 'clock'>

/** One page of who did what, newest first unless asked otherwise, with names for the registers and readers as they are called today. */
export async function auditAnswer(world: Needs, query: AuditQuery): Promise<AuditAnswer> {
  const offset = (query.page - 1) * PAGE_SIZE
  const names = await namesIn(world)
  const [{ rows, total }, { whats, people, places }] = await Promise.all([
    world.audit.page({ ...wanted(world, query, names), limit: PAGE_SIZE, offset }),
    world.audit.occurring(),
  ])
  return {
    rows: rows.map(link => rowOf(link, names)),
    total,
    whats,
    people,
    places: places.map(id => ({ id, name: names.get(id) ?? id })),
  }
}

/** What the filters leave, as the text of a CSV file, in the order of the list. */
export async function auditExport(world: Needs, query: AuditQuery): Promise<ExportedFile> {
  const names = await namesIn(world)
  const asked = wanted(world, query, names)
  const { rows } = await world.audit.page({ ...asked, limit: MOST_ENTRIES_EXPORTED, offset: 0 })
  return {
    text: csvFile([HEADS, ...rows.map(link => fieldsOf(rowOf(link, names)))]),
    rows: rows.length,
    narrowed: await narrowedTo(world, query, names),
  }
}

async function narrowedTo({ audit }: Needs, { q, what, who, where, days }: AuditQuery, names: Names) {
  const people = who === undefined ? [] : (await audit.occurring()).people
  return narrowedBy({
    search: q,
    what: what && auditWords(what),
    who: who && (people.find(({ staffId }) => staffId === who)?.name ?? who),
    register: where && (names.get(where) ?? where),
    lastDays: days === undefined ? undefined : String(days),
  })
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

/** Walks the whole chain now, and tells how many entries of how many hold so far. */
export async function auditCheck(
  { audit }: Pick<World, 'audit'>,
  watch: Watch,
): Promise<AuditCheckAnswer | 'stopped' | 'too_busy'> {
  const verdict = await audit.verify(watch)
  if (verdict === 'stopped' || verdict === 'too_busy' || verdict.unbroken) return verdict
  return { unbroken: false, seq: verdict.seq, because: verdict.because }
}

const wanted = ({ clock }: Needs, { q, sort, what, who, where, days }: AuditQuery, names: Names) => ({
  words: q,
  orWhats: whatsSaying(q),
  orPlaces: placesCalled(q, names),
  ...(what === ALL_BUT_SIGNING ? { butWhats: SIGNING } : { what }),
  staffId: who,
  where,
  sort: orderBy(sort),
  fromMs: sinceDaysBack(days, clock.now()),
})

function orderBy(sort: string): AuditSort {
  const { by, down } = sortOf({ sort })
  if (by === 'who') return down ? 'who_down' : 'who'
  return by === 'when' && !down ? 'oldest' : 'newest'
}

type Names = ReadonlyMap<string, string>

/** Registers, revoked ones too, and readers, as they are called today; and what stands where an entry was made at no register. */
async function namesIn({ shops, registers, clock }: Needs): Promise<Names> {
  const [ours, readers] = await Promise.all([registers.all(clock.now()), shops.readers()])
  return new Map<string, string>([
    ...ours.map(({ id, name }) => [id, name] as const),
    ...readers.map(({ id, label }) => [id, label] as const),
    [AT_NO_REGISTER, 'Office'],
  ])
}

/** Half a name finds a register or a reader. Of *Office* the whole word, because nearly everything is done there. */
function placesCalled(typed: string, names: Names): readonly string[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  return [...names].flatMap(([id, name]) => {
    const isCalledSo =
      id === AT_NO_REGISTER ? name.toLowerCase() === wanted : name.toLowerCase().includes(wanted)
    return isCalledSo ? [id] : []
  })
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
