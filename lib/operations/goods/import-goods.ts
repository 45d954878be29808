import { type CsvProblem, csvRows } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { type FileProblem, type ImportPlan, planImport } from '#lib/domain/goods-import.ts'
import { invariant, ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { sha256Of } from './sha256-of.ts'
import { type GoodsRefusal, problem } from './written.ts'

type Needs = Pick<World, 'goods' | 'shops' | 'ids' | 'clock'>

/** How far it is: rows read, then rows written. */
export type Told = (phase: 'reading' | 'writing', done: number, of?: number) => void

type Watch = { readonly told: Told; readonly signal: AbortSignal }

export type Looked = ImportPlan & {
  /** What the goods were like when they were looked at. */
  readonly state: string
  /** The last line has no end, as in a file that was cut off; many programs write none all the same. */
  readonly endsOpen: boolean
}

/**
 * Holds a file against the goods and writes nothing: the fate of every row, and what is wrong with those that are. Handed the `state` of an
 * earlier look it says the same again, whatever was sold since; another state comes back when anything else has changed.
 */
export async function lookAtGoodsFile(
  world: Needs,
  bytes: Uint8Array,
  watch: Watch,
  seen?: string,
): Promise<Result<Looked, GoodsRefusal>> {
  const decoded = textIn(bytes)
  if (!decoded.ok) return problem('file', decoded.refusal)
  const text = decoded.value
  const [shop, kept] = await Promise.all([world.shops.shop(), world.goods.kept(seen)])
  invariant(shop, 'somebody is signed in at no shop')
  const { exponent } = factsOf(shop.currency)
  const plan = await planOf(text, { kept, exponent, uuid: () => world.ids.uuid() }, watch)
  return plan.ok ? ok({ ...plan.value, state: kept.state, endsOpen: !hasEnd(text) }) : plan
}

/** Of the last sign alone: a pattern would be tried at every sign there is. */
const hasEnd = (text: string): boolean => text.endsWith('\n') || text.endsWith('\r')

type Planning = Extract<ReturnType<typeof planImport>, { ok: true }>

/** Line by line. An empty line costs time too, so it counts. */
async function planOf(
  text: string,
  context: Parameters<typeof planImport>[1],
  watch: Watch,
): Promise<Result<ImportPlan, GoodsRefusal>> {
  let plan: Planning | undefined
  let rows = 0
  let lines = 0
  let signs = 0
  for (const row of csvRows(text, { longestField: LONGEST_FIELD, mostFields: MOST_FIELDS })) {
    if ('kind' in row) return problem('file', brokenWords(row.kind, row.line))
    if (++lines > MOST_LINES)
      return problem('file', `A file may have ${MOST_LINES.toLocaleString('en')} lines.`)
    if (row.fields.length > 0) {
      if (plan) {
        plan.next(row)
        rows++
      } else {
        if (row.endsOpen) return problem('file', ONLY_A_HEAD)
        const begun = planImport(row, context)
        if (!begun.ok) return problem('file', problemWords(begun.problem))
        plan = begun
      }
    }
    signs += row.fields.reduce((sum, field) => sum + field.length, 0)
    if (lines % LINES_AT_ONCE !== 0 && signs < SIGNS_AT_ONCE) continue
    signs = 0
    watch.told('reading', lines)
    if (watch.signal.aborted) return problem('file', STOPPED)
    await aBreath()
  }
  return plan && rows > 0 ? ok(plan.end()) : problem('file', NOTHING_IN_IT)
}

/**
 * Imports a file that has been looked at. All of it or nothing: not while one row is wrong, and not when the office has changed goods
 * since. The file is looked at again, so nothing is believed of what the browser says about it; goods sold since the look stay sold.
 */
export async function importGoods(
  world: Needs,
  input: { readonly bytes: Uint8Array; readonly state: string; readonly fileName: string },
  session: Session,
  watch: Watch,
): Promise<Result<ImportPlan['counts'], GoodsRefusal>> {
  const looked = await lookAtGoodsFile(world, input.bytes, watch, input.state)
  if (!looked.ok) return looked
  const { puts, newCategories, counts, changes, state } = looked.value
  if (state !== input.state) return refuse({ kind: 'changed_meanwhile' })
  if (counts.wrong > 0)
    return problem(
      'file',
      `${counts.wrong === 1 ? 'One line is' : `${counts.wrong} lines are`} wrong, so nothing was imported.`,
    )
  if (puts.length === 0) return ok(counts)
  const untold = counts.changed - changes.length
  const goods = (told: 'before' | 'after') => [
    ...changes.map(change => change[told]),
    ...(untold > 0 ? [`and ${untold} more`] : []),
  ]
  const after = {
    file: input.fileName.slice(0, 200),
    sha256: await sha256Of(input.bytes),
    ...counts,
    categories: newCategories.map(({ name }) => name),
    goods: goods('after'),
  }
  const written = await world.goods.putAll(
    { puts, newCategories, state, before: { goods: goods('before') }, after },
    byOf(session, world.clock.now()),
    { told: done => watch.told('writing', done, puts.length), signal: watch.signal },
  )
  if (written.ok) return ok(counts)
  if (written.because === 'stopped') return problem('file', STOPPED)
  return refuse({ kind: written.because === 'busy' ? 'too_busy' : 'changed_meanwhile' })
}

const LONGEST_FIELD = 2_000
/** Several times as many as there are columns. */
const MOST_FIELDS = 64
const MOST_LINES = 200_000
const LINES_AT_ONCE = 500
/** Where lines are long. */
const SIGNS_AT_ONCE = 100_000

const NOTHING_IN_IT = 'There is nothing in this file.'
const STOPPED = 'Stopped. Nothing was imported.'
const NO_TEXT =
  'This file is not in UTF-8, so names would come out wrong. In the spreadsheet choose “CSV UTF-8” when saving.'
const HALF_A_SIGN =
  'Of the last sign in this file there is only a part: the file looks cut off. If it is whole, choose “CSV UTF-8” in the spreadsheet when saving.'
const ONLY_A_HEAD = 'The file ends in its first line: it looks cut off. There is nothing in it to import.'

/** Between slices of work everybody else has a turn. */
const aBreath = () => new Promise<void>(resolve => setImmediate(resolve))

/** UTF-8, or UTF-16 that says so itself. For anything else, why it is no text. */
function textIn(bytes: Uint8Array): Result<string, string> {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  const decoder = new TextDecoder(encoding, { fatal: true })
  const text = unlessThrown(() => decoder.decode(bytes, { stream: true }))
  // A spreadsheet or a picture under another name.
  if (text === undefined || text.includes('\0')) return refuse(NO_TEXT)
  // What is left over are the first bytes of a sign whose last are missing.
  return unlessThrown(() => decoder.decode()) === undefined ? refuse(HALF_A_SIGN) : ok(text)
}

function unlessThrown(decode: () => string): string | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}

function brokenWords(kind: CsvProblem['kind'], line: number): string {
  switch (kind) {
    case 'open_quote':
      return `A quotation mark in line ${line} is never closed: the file looks cut off. Nothing was imported.`
    case 'text_after_quote':
      return `Line ${line} goes on after a closing quotation mark. Save it as CSV from a spreadsheet.`
    case 'field_too_long':
      return `A field in line ${line} is longer than ${LONGEST_FIELD.toLocaleString('en')} signs.`
    case 'too_many_fields':
      return `Line ${line} has more than ${MOST_FIELDS} fields. Export your goods once to see how a file looks.`
  }
}

function problemWords(found: FileProblem): string {
  switch (found.kind) {
    case 'no_name_column':
      return 'The first line has no column “name”. Export your goods once to see how a file looks.'
    case 'unknown_column':
      return `There is no column “${found.column}”. Export your goods once to see how a file looks.`
    case 'column_twice':
      return `The column “${found.column}” stands in the first line twice.`
  }
}
