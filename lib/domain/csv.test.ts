import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvFile, readCsv, separatorOf } from './csv.ts'

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
