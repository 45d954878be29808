import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyEdit,
  countOf,
  type Edit,
  type Goods,
  type Line,
  type PricingRule,
  price,
  totalOf,
} from './cart.ts'
import type { LineId, ProductId } from './ids.ts'
import { usd } from './sale-samples.ts'

const rule: PricingRule = { currency: 'usd', taxIncluded: false, customTaxRateBp: 825 }
const lineId = (n: number): LineId => `line_${n}`
const coffee: ProductId = 'product_coffee'
const shelf: ReadonlyMap<ProductId, Goods> = new Map([
  [coffee, { name: 'Flat white', unitPrice: usd(450), taxes: [{ name: 'Sales tax', rateBp: 825 }] }],
])
const goods = (id: ProductId) => shelf.get(id)

const put = (n: number, quantity: number, productId: ProductId = coffee): Edit => ({
  type: 'put',
  lineId: lineId(n),
  productId,
  quantity,
})
const custom = (n: number, unitPriceMinor: number): Edit => ({
  type: 'put_custom',
  lineId: lineId(n),
  name: 'Custom',
  unitPriceMinor,
  quantity: 1,
})
const remove = (n: number): Edit => ({ type: 'remove', lineId: lineId(n) })

const after = (edits: readonly Edit[], before: readonly Line[] = [], by = goods) =>
  edits.reduce<readonly Line[]>((lines, edit) => applyEdit(lines, edit, by, rule).lines, before)

test('the server’s name and price stand on the line, and the tax is the line’s own', () => {
  expect(after([put(1, 2)])).toEqual([
    {
      id: 'line_1',
      productId: coffee,
      name: 'Flat white',
      unitPrice: usd(450),
      quantity: 2,
      taxRateBp: 825,
      amount: usd(900),
      tax: usd(74),
      taxes: [{ name: 'Sales tax', rateBp: 825, amount: usd(74) }],
    },
  ])
  expect(totalOf(after([put(1, 2), custom(2, 100)]), rule)).toEqual({ total: usd(1082), tax: usd(82) })
  expect(totalOf([], rule)).toEqual({ total: usd(0), tax: usd(0) })
})

test('with tax in the price the total is what stands on the shelf', () => {
  const included = { ...rule, taxIncluded: true }
  const { lines } = applyEdit([], put(1, 2), goods, included)
  expect(totalOf(lines, included)).toEqual({ total: usd(900), tax: usd(69) })
})

test('a changed line keeps its place and the price it was put in at', () => {
  const lines = after([put(1, 1), custom(2, 100), put(3, 1)])
  const dearer = () => ({ name: 'Flat white', unitPrice: usd(999), taxes: [] })
  const changed = after([put(1, 5)], lines, dearer)
  expect(changed.map(line => [line.id, line.quantity, line.unitPrice.minor])).toEqual([
    ['line_1', 5, 450],
    ['line_2', 1, 100],
    ['line_3', 1, 450],
  ])
  expect(after([put(4, 1)], lines, dearer).at(-1)?.unitPrice).toEqual(usd(999))
})

test('what the shop does not sell changes nothing and is named; a known line stays changeable', () => {
  const lines = after([put(1, 1)])
  expect(applyEdit(lines, put(2, 1, 'product_gone'), goods, rule)).toEqual({ lines, unknown: 'line_2' })
  expect(after([put(1, 3)], lines, () => undefined)[0]?.quantity).toBe(3)
})

const edit = fc.oneof(
  fc
    .record({ n: fc.nat(4), quantity: fc.integer({ min: 1, max: 9 }) })
    .map(({ n, quantity }) => put(n, quantity)),
  fc.record({ n: fc.nat(4), minor: fc.nat(9_999) }).map(({ n, minor }) => custom(n, minor)),
  fc.nat(4).map(remove),
)

test('an edit sent twice is one edit, and every total is the sum of its lines', () => {
  fc.assert(
    fc.property(fc.array(edit), edit, (history, last) => {
      const once = after([...history, last])
      expect(after([last], once)).toEqual(once)
      for (const line of once) expect(price({ ...line, taxes: line.taxes ?? [] }, rule)).toEqual(line)
      const cents = once.reduce((sum, line) => sum + line.amount.minor + line.tax.minor, 0)
      expect(totalOf(once, rule).total).toEqual(usd(cents))
      expect(countOf(once)).toBe(once.reduce((count, line) => count + line.quantity, 0))
      expect(new Set(once.map(line => line.id)).size).toBe(once.length)
    }),
  )
})
