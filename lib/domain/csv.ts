/**
 * Tables as text that spreadsheets open: RFC 4180 with CRLF, led by a byte order mark so that Excel reads UTF-8.
 * https://www.rfc-editor.org/rfc/rfc4180
 *
 * A text that a spreadsheet would run as a formula is written with an apostrophe before it, and reading takes exactly that apostrophe away
 * again: what was written comes back unchanged. https://owasp.org/www-community/attacks/CSV_Injection
 */
export type CsvField = string | number

/** One line of a table. `line` is where it begins in the file, counted from 1 as an editor counts. */
export type CsvRow = {
  readonly line: number
  /** None for a line with nothing on it, which is no row: it is given so that whoever reads a long file counts it and has a breath. */
  readonly fields: readonly string[]
  /** It is the last and has no end: the file may have been cut off within it. Many programs write none all the same. */
  readonly endsOpen?: true
}

/** Why a file cannot be read on from a line: a quote that is never closed, text after a closed one, a field or a row beyond all measure. */
export type CsvProblem = {
  readonly line: number
  readonly kind: 'open_quote' | 'text_after_quote' | 'field_too_long' | 'too_many_fields'
}

export type CsvSeparator = ',' | ';' | '\t'

const BYTE_ORDER_MARK = '\ufeff'

/** A file of its own: the mark, then one line for each row. */
export const csvFile = (rows: readonly (readonly CsvField[])[]): string =>
  BYTE_ORDER_MARK + rows.map(csvLine).join('')

/** One row with its line's end, for whoever writes a large file piece by piece. */
export const csvLine = (fields: readonly CsvField[]): string =>
  `${fields.length === 1 && fields[0] === '' ? '""' : fields.map(written).join(',')}\r\n`

/** The mark that a file written line by line begins with. */
export const csvBegin = BYTE_ORDER_MARK

/** A number is no formula, not even a negative one. */
function written(field: CsvField): string {
  const text = typeof field === 'number' ? String(field) : withApostrophe(field)
  return /[",;\t\r\n]|^ | $|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What a spreadsheet may take for a formula: the four signs, also full-width, after any blanks; a tab or a line's end in front. */
const FORMULA = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r\n]/

const withApostrophe = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Undoes exactly what writing did. An apostrophe before anything else was typed by somebody and stays. */
const withoutApostrophe = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text

/** More of a first line than any table needs, and little enough to look at while everybody waits. */
const JUDGED = 10_000

/** What separates the fields, judged by the first line: a spreadsheet set to a country with decimal commas writes semicolons. */
export function separatorOf(text: string): CsvSeparator {
  const first = text
    .slice(text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, JUDGED)
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1)[0]
  const count = (sign: CsvSeparator): number => (first ?? '').split(sign).length
  return ([',', ';', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

type Options = {
  readonly separator?: CsvSeparator
  /** Characters of one field beyond which the file is given up, 100,000 unless told. */
  readonly longestField?: number
  /** Fields of one row beyond which the file is given up, so that no single row takes long; any number unless told. */
  readonly mostFields?: number
}

/** All rows of a text, or the first thing that stops the reading. Lines with nothing on them are no rows. */
export function readCsv(
  text: string,
  options: Options = {},
):
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly problem: CsvProblem } {
  const rows: CsvRow[] = []
  for (const read of csvRows(text, options)) {
    if ('kind' in read) return { ok: false, problem: read }
    if (read.fields.length > 0) rows.push(read)
  }
  return { ok: true, rows }
}

/**
 * The lines of a text, one at a time, so that a long file can be read in slices; a problem is the last thing it gives. Reads CRLF, LF and
 * CR. Blanks around a field belong to it. With limits, no single step takes long, whatever the file.
 */
export function* csvRows(text: string, options: Options = {}): Generator<CsvRow | CsvProblem, void> {
  const separator = options.separator ?? separatorOf(text)
  const longest = options.longestField ?? 100_000
  const most = options.mostFields ?? Number.POSITIVE_INFINITY
  let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  let line = 1
  while (at < text.length) {
    const begins = line
    const fields: string[] = []
    let isQuoted = false
    for (;;) {
      const field = text[at] === '"' ? quotedAt(text, at, longest) : plainAt(text, at, separator, longest)
      if (field === 'open_quote') return yield { line: begins, kind: field }
      if (field === 'field_too_long' || field.text.length > longest)
        return yield { line, kind: 'field_too_long' }
      isQuoted ||= text[at] === '"'
      line += field.lines
      at = field.end
      fields.push(withoutApostrophe(field.text))
      if (text[at] !== separator) break
      if (fields.length >= most) return yield { line, kind: 'too_many_fields' }
      at += 1
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n')
      return yield { line, kind: 'text_after_quote' }
    const open = at >= text.length ? ({ endsOpen: true } as const) : {}
    at += text.startsWith('\r\n', at) ? 2 : 1
    line += 1
    const isBlank = !isQuoted && fields.length === 1 && fields[0] === ''
    yield { line: begins, fields: isBlank ? [] : fields, ...open }
  }
}

type FieldRead = { readonly text: string; readonly end: number; readonly lines: number }

/** Read no further than shows that it is too long. */
function plainAt(text: string, from: number, separator: CsvSeparator, longest: number): FieldRead {
  const furthest = Math.min(text.length, from + longest + 1)
  let end = from
  while (end < furthest && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(from, end), end, lines: 0 }
}

/** Two quotes inside stand for one. Nothing is made of a field before it is known to be no longer than it may. */
function quotedAt(text: string, from: number, longest: number): FieldRead | 'open_quote' | 'field_too_long' {
  // Were it nothing but quotes, each of them twice, it would be this long.
  const furthest = from + 1 + 2 * longest
  let close = text.indexOf('"', from + 1)
  while (close >= 0 && close <= furthest && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0) return 'open_quote'
  if (close > furthest) return 'field_too_long'
  const inside = text.slice(from + 1, close)
  return { text: inside.replaceAll('""', '"'), end: close + 1, lines: lineEndsIn(inside) }
}

function lineEndsIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++
  return count
}
