import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { End, Header, Rows, Table } from './format.ts'

/** Why a file cannot be restored, in a sentence for whoever is at the keyboard. */
export class BadBackup extends Error {}

export type Piece =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly string[] }
  | { readonly kind: 'end'; readonly end: End }

/**
 * A backup piece by piece. Throws a BadBackup as soon as something does not fit: not ours, changed, or cut off. Only who has seen its end
 * has seen a backup, so it is read through once before anything is done with it.
 */
export async function* readBackup(file: string): AsyncGenerator<Piece> {
  const hash = createHash('sha256')
  let table: string | undefined
  let tables: ReadonlySet<string> = new Set()
  let ended = false
  const counts = new Map<string, number>()
  for await (const line of linesOf(file)) {
    if (ended) throw new BadBackup('There is something after its end.')
    const value = parsed(line)
    const isFirst = counts.size === 0 && table === undefined && hash.copy().digest('hex') === EMPTY
    if (isFirst) {
      const header = headerFrom(value)
      tables = new Set(header.tables.map(({ name }) => name))
      yield { kind: 'header', header }
    } else if (isEnd(value)) {
      yield { kind: 'end', end: checked(value, hash.copy().digest('hex'), counts) }
      ended = true
    } else if (Array.isArray(value)) {
      const rows = Rows.safeParse(value)
      if (!rows.success || table === undefined) throw new BadBackup(CHANGED)
      counts.set(table, (counts.get(table) ?? 0) + rows.data.length)
      yield { kind: 'rows', table, rows: rows.data }
    } else {
      const next = Table.safeParse(value)
      if (!next.success || !tables.has(next.data.table)) throw new BadBackup(CHANGED)
      table = next.data.table
      counts.set(table, 0)
    }
    hash.update(`${line}\n`)
  }
  if (!ended) throw new BadBackup(CUT)
}

const EMPTY = createHash('sha256').digest('hex')
const CHANGED = 'It has been changed since it was made.'
const CUT = 'Its end is missing: it was cut off while it was made or copied.'
const FOREIGN = 'It is no backup of Tapline.'

/**
 * Lines end where `dump` ends them and nowhere else: newer Node's own line reader also breaks at U+2028, which people paste into names.
 * What goes wrong below, in the file or in gzip, is told as what it means.
 */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unzipped = createGunzip()
  source.on('error', error => unzipped.destroy(error))
  // A line may be long: it is put together once, when its end has come.
  let rest: string[] = []
  try {
    for await (const chunk of source.pipe(unzipped).setEncoding('utf8')) {
      const [first = '', ...others] = String(chunk).split('\n')
      rest.push(first)
      if (others.length === 0) continue
      yield rest.join('')
      rest = [others.pop() ?? '']
      yield* others
    }
    const last = rest.join('')
    if (last !== '') yield last
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR') throw new BadBackup(CUT)
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new BadBackup('There is no such file.')
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new BadBackup(FOREIGN)
    throw error
  } finally {
    source.destroy()
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadBackup(CHANGED)
  }
}

function headerFrom(value: unknown): Header {
  const header = Header.safeParse(value)
  if (!header.success) throw new BadBackup(FOREIGN)
  return header.data
}

const isEnd = (value: unknown): boolean => typeof value === 'object' && value !== null && 'end' in value

function checked(value: unknown, sha256: string, counts: ReadonlyMap<string, number>): End {
  const end = End.safeParse(value)
  if (!end.success || end.data.sha256 !== sha256) throw new BadBackup(CHANGED)
  for (const [table, count] of Object.entries(end.data.counts))
    if (counts.get(table) !== count) throw new BadBackup(CHANGED)
  return end.data
}

/** Reads it through to its end, and answers both ends of it. */
export async function checkBackup(file: string): Promise<{ readonly header: Header; readonly end: End }> {
  let header: Header | undefined
  let end: End | undefined
  for await (const piece of readBackup(file)) {
    if (piece.kind === 'header') header = piece.header
    if (piece.kind === 'end') end = piece.end
  }
  if (!header || !end) throw new BadBackup(CUT)
  return { header, end }
}
