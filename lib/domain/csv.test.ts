import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvFile, csvRows, readCsv, separatorOf } from './csv.ts'

const fieldsOf = (text: string, options = {}) => {
  const read = readCsv(text, options)
  return read.ok ? read.rows.map(row => row.fields) : read.problem
}

/** Texts full of what makes a reader stumble. */
const awkward = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', "'", '=', '-', '+', '@', '＝', ' ', 'a', '\ufeff'),
  }),
)

describe('what is written is read', () => {
  test('any table comes back unchanged, formulas and apostrophes too', () => {
    fc.assert(
      fc.property(fc.array(fc.array(awkward, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), rows => {
        expect(fieldsOf(csvFile(rows), { separator: ',' })).toEqual(rows)
      }),
      { numRuns: 500 },
    )
  })

  test('whichever way lines end', () => {
    const rows = [
      ['name', 'price'],
      ['Flat "white"', '4,50'],
    ]
    for (const end of ['\r\n', '\n', '\r'])
      expect(fieldsOf(csvFile(rows).replaceAll('\r\n', end))).toEqual(rows)
  })

  test('numbers are written bare, and a negative one is no formula', () => {
    expect(csvFile([[-5, 4.5, '-5']])).toBe("\ufeff-5,4.5,'-5\r\n")
  })
})

describe('a spreadsheet runs nothing of ours', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n', ' =1', '＝1', "'=1", "''=1"])(
    '%j',
    text => {
      const [row] = csvFile([[text]])
        .slice(1)
        .split('\r\n"')
      expect(row?.replace(/^"/, '')[0]).toBe("'")
      expect(fieldsOf(csvFile([[text]]))).toEqual([[text]])
    },
  )

  test('an apostrophe before a plain word is left alone both ways', () => {
    expect(csvFile([["'tis"]])).toBe("\ufeff'tis\r\n")
    expect(fieldsOf("'tis\n")).toEqual([["'tis"]])
  })
})

describe('files of others', () => {
  test('the line of every row is told, past quoted line ends and empty lines', () => {
    const read = readCsv('a,b\n"x\ny",1\r\n\r\nz,2')
    expect(read).toEqual({
      ok: true,
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['x\ny', '1'] },
        { line: 5, fields: ['z', '2'], endsOpen: true },
      ],
    })
  })

  test('semicolons and tabs are noticed, quoted commas do not mislead', () => {
    expect(separatorOf('"a,b,c";d\n')).toBe(';')
    expect(separatorOf('a\tb\tc,d')).toBe('\t')
    expect(separatorOf('name')).toBe(',')
    expect(fieldsOf('name;price\nEspresso;2,50')).toEqual([
      ['name', 'price'],
      ['Espresso', '2,50'],
    ])
  })

  test('half a file, text after a quote and a field without end say their line', () => {
    expect(fieldsOf('a,b\n"x,1\ny,2\n')).toEqual({ line: 2, kind: 'open_quote' })
    expect(fieldsOf('a,b\n"x"y,1\n')).toEqual({ line: 2, kind: 'text_after_quote' })
    expect(fieldsOf(`a\n${'x'.repeat(101)}`, { longestField: 100 })).toEqual({
      line: 2,
      kind: 'field_too_long',
    })
    expect(fieldsOf(`a,b\n${'x,'.repeat(100)}`, { mostFields: 100 })).toEqual({
      line: 2,
      kind: 'too_many_fields',
    })
    expect(fieldsOf(`a,b\n${'x,'.repeat(99)}`, { mostFields: 100 })).toHaveLength(2)
  })
})

describe('a file made to take long', () => {
  const LARGE = 47 * 1024 * 1024
  const limits = { longestField: 2_000, mostFields: 64 }
  /** Whether one step of the reading comes back while nobody notices. */
  const isShort = (rows: Generator) => {
    const began = process.cpuUsage()
    const step = rows.next()
    return [step.value, process.cpuUsage(began).user < 500_000]
  }

  test('empty lines are given one by one, so that whoever reads may breathe and count', () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const rows = csvRows(`a${end}${end.repeat(LARGE / 2)}`, limits)
      expect([isShort(rows), isShort(rows), isShort(rows)]).toEqual([
        [{ line: 1, fields: ['a'] }, true],
        [{ line: 2, fields: [] }, true],
        [{ line: 3, fields: [] }, true],
      ])
    }
  })

  test.each([
    ['line ends between quotes', `"${'\n'.repeat(LARGE)}"`],
    ['quotes between quotes', `"${'""'.repeat(LARGE / 2)}"`],
    ['signs without any end', 'x'.repeat(LARGE)],
  ])('%s are given up without building anything of them', (_, field) => {
    const rows = csvRows(`a\n${field}\n`, limits)
    rows.next()
    const before = process.memoryUsage().heapUsed
    expect(isShort(rows)).toEqual([{ line: 2, kind: 'field_too_long' }, true])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6)
  })

  test('as long as may be is read, quotes counted as what they stand for', () => {
    for (const sign of ['x', '""', '\n', '\r\n']) {
      const length = sign === '\r\n' ? 2 : 1
      const field = (times: number) => fieldsOf(`a\n"${sign.repeat(times)}"\n`, { longestField: 100 })
      expect(field(100 / length)).toHaveLength(2)
      expect(field(101 / length + 1)).toMatchObject({ kind: 'field_too_long', line: 2 })
    }
  })
})
