import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdit, applyWithinStock, type Edit, type Goods, type PricingRule } from './cart.ts'
import type { ModifierGroupId, ModifierId, ProductId } from './ids.ts'
import { chosenModifiers, type ModifierGroup } from './modifiers.ts'
import { usd } from './sale-samples.ts'

const id = (name: string): ModifierId => `modifier_${name}`
const groupId = (name: string): ModifierGroupId => `modgroup_${name}`
const milk: ModifierGroup = {
  id: groupId('milk'),
  name: 'Milk',
  least: 1,
  most: 1,
  modifiers: [
    { id: id('cow'), name: 'Cow', price: usd(0) },
    { id: id('oat'), name: 'Oat', price: usd(60) },
  ],
}
const extras: ModifierGroup = {
  id: groupId('extras'),
  name: 'Extras',
  least: 0,
  most: 2,
  modifiers: [
    { id: id('shot'), name: 'Extra shot', price: usd(90) },
    { id: id('decaf'), name: 'Decaf', price: usd(0) },
    { id: id('own-cup'), name: 'Own cup', price: usd(-30) },
  ],
}

test('what may be chosen, and in which order it stands', () => {
  const chosen = (...names: string[]) => chosenModifiers([milk, extras], names.map(id))?.map(one => one.name)
  expect(chosen('oat')).toEqual(['Oat'])
  expect(chosen('own-cup', 'shot', 'oat')).toEqual(['Oat', 'Extra shot', 'Own cup'])
  const refused = [chosen(), chosen('cow', 'oat'), chosen('oat', 'oat'), chosen('oat', 'soap')]
  expect(refused).toEqual([undefined, undefined, undefined, undefined])
  expect(chosen('oat', 'shot', 'decaf', 'own-cup')).toBeUndefined()
})

test('a question that has lost its answers asks for no more than it has', () => {
  expect(chosenModifiers([{ ...milk, modifiers: [] }], [])).toEqual([])
})

const coffee: ProductId = 'product_coffee'
const rule: PricingRule = { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 }
const goods: Goods = { name: 'Flat white', unitPrice: usd(450), taxes: [], groups: [milk, extras], left: 5 }
const put = (line: string, quantity: number, modifiers: readonly ModifierId[]): Edit => ({
  type: 'put',
  lineId: `line_${line}`,
  productId: coffee,
  quantity,
  modifiers,
})

test('the server’s prices of modifiers make the price of one; nobody is paid for taking a good', () => {
  const apply = (known: Goods, edit: Edit) => applyEdit([], edit, () => known, rule)
  const [line] = apply(goods, put('a', 2, [id('oat'), id('shot')])).lines
  expect(line).toMatchObject({ unitPrice: usd(600), amount: usd(1200), quantity: 2 })
  expect(line?.modifiers?.map(({ name, price }) => [name, price.minor])).toEqual([
    ['Oat', 60],
    ['Extra shot', 90],
  ])
  expect(
    apply({ ...goods, unitPrice: usd(10) }, put('a', 1, [id('cow'), id('own-cup')])).lines[0]?.unitPrice,
  ).toEqual(usd(0))
  expect(apply(goods, put('a', 1, []))).toEqual({ lines: [], unknown: 'line_a' })
})

test('no more than there are, over all lines of the good; fewer always may be', () => {
  const edits = fc.array(
    fc.record({ line: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 7 }) }),
  )
  fc.assert(
    fc.property(edits, fc.nat(6), (list, left) => {
      let lines: ReturnType<typeof applyEdit>['lines'] = []
      for (const { line, quantity } of list) {
        const before = lines.reduce((all, one) => all + one.quantity, 0)
        const edit = put(line, quantity, [id(line === 'a' ? 'cow' : 'oat')])
        const done = applyWithinStock(lines, edit, () => ({ ...goods, left }), rule)
        const after = done.lines.reduce((all, one) => all + one.quantity, 0)
        expect(after <= left || after <= before).toBe(true)
        if (done.short) expect([done.lines, done.short.left]).toEqual([lines, left])
        lines = done.lines
      }
    }),
  )
})
