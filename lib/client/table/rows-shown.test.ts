import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byNumber, byText, rowsShown } from './rows-shown.ts'

type Row = { readonly id: number; readonly name: string; readonly places: readonly string[] }

const row = (id: number, name: string, ...places: string[]): Row => ({ id, name, places })
const ROWS = [row(1, 'Register 10', 'a'), row(2, 'register 2', 'a', 'b'), row(3, 'Café Île', 'b'), row(4, '')]
const place = { key: 'place', label: 'Place', options: [], of: (one: Row) => one.places }

const ids = (wanted: Partial<Parameters<typeof rowsShown<Row>>[1]>) =>
  rowsShown(ROWS, {
    q: '',
    search: one => one.name,
    filters: [place],
    chosen: {},
    down: false,
    ...wanted,
  }).map(one => one.id)

test('every word must be there, in any order, whatever the case and the accents', () => {
  expect(ids({ q: ' 2  REG ' })).toEqual([2])
  expect(ids({ q: 'ile cafe' })).toEqual([3])
  expect(ids({ q: 'nothing' })).toEqual([])
})

test('a filter narrows to what goes under it, one value or several', () => {
  expect(ids({ chosen: { place: 'a' } })).toEqual([1, 2])
  expect(ids({ chosen: { place: 'b' }, q: 'reg' })).toEqual([2])
  expect(ids({ chosen: { unknown: 'x' } })).toEqual([1, 2, 3, 4])
})

test('words sort as people count, and what has no words comes last', () => {
  expect(ids({ compare: byText(one => one.name) })).toEqual([3, 2, 1, 4])
})

describe('sorting', () => {
  const rows = fc.array(fc.record({ key: fc.nat(3), at: fc.nat() }))
  test('is stable upwards and downwards, and touches nothing', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (list, down) => {
        const before = structuredClone(list)
        const shown = rowsShown(list, {
          q: '',
          filters: [],
          chosen: {},
          compare: byNumber(one => one.key),
          down,
        })
        expect(list).toEqual(before)
        for (const [index, one] of shown.entries()) {
          const next = shown[index + 1]
          if (next === undefined) continue
          expect(down ? next.key <= one.key : next.key >= one.key).toBe(true)
          if (next.key === one.key) expect(list.indexOf(next)).toBeGreaterThan(list.indexOf(one))
        }
      }),
    )
  })
})
