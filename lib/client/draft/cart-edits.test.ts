import { expect, test } from 'vitest'
import { applyEdit, type Edit, type Goods, type Line } from '#lib/domain/cart.ts'
import { idOf, type LineId, type ModifierId, type ProductId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { newSale } from '#lib/domain/sale.ts'
import { adding, addingCustom, leftOver, removing, tooLate, toQuantity } from './cart-edits.ts'
import { pendingKey, readPending } from './pending.ts'

const magic: ProductId = 'product_magic'
const [oat, shot]: [ModifierId, ModifierId] = ['modifier_oat', 'modifier_shot']
const usd = (minor: number) => money(minor, 'usd')
const goods: Goods = {
  name: 'Magic',
  unitPrice: usd(500),
  taxes: [],
  groups: [
    {
      id: 'modgroup_how',
      name: 'How',
      least: 0,
      most: 2,
      modifiers: [
        { id: oat, name: 'Oat milk', price: usd(60) },
        { id: shot, name: 'Extra shot', price: usd(90) },
      ],
    },
  ],
}
const rule = { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 } as const
const after = (lines: readonly Line[], edits: readonly Parameters<typeof applyEdit>[1][]) =>
  edits.reduce((all, edit) => applyEdit(all, edit, () => goods, rule).lines, lines)

let made = 0
const add = (lines: readonly Line[], modifiers: readonly ModifierId[], count = 1) => {
  made += 1
  const newLine: LineId = `line_${made}`
  return after(lines, adding(lines, { productId: magic, modifiers }, count, newLine).edits)
}

test('the same answers, in whatever order they were pressed, go on the same line; others on a new one', () => {
  let lines = add([], [oat, shot])
  lines = add(lines, [])
  lines = add(lines, [shot, oat], 2)
  lines = add(lines, [oat])
  expect(lines.map(line => [line.quantity, line.unitPrice.minor])).toEqual([
    [3, 650],
    [1, 500],
    [1, 560],
  ])
})

test('a line that is taken off and brought back has its answers again', () => {
  const lines = add([], [oat])
  const [line] = lines
  if (!line) throw new Error('no line')
  const { edits, inverse } = removing([line], line.id)
  expect(after(after(lines, edits), inverse)).toEqual(lines)
  expect(toQuantity(line, 4).edits).toEqual([
    { type: 'put', lineId: line.id, productId: magic, quantity: 4, modifiers: [oat] },
  ])
})

test('what was written down with its answers is read back with them, and nothing else is taken for one', () => {
  const uuid = '00000000-0000-4000-8000-000000000001'
  const saleId = `sale_${uuid}` as const
  const key = pendingKey(saleId, 1, 'a')
  const edit = {
    type: 'put',
    lineId: `line_${uuid}`,
    productId: `product_${uuid}`,
    quantity: 1,
    modifiers: [`modifier_${uuid}`],
  }
  expect(readPending(key, JSON.stringify(edit))).toEqual({ key, saleId, edit })
  expect(readPending(key, JSON.stringify({ ...edit, modifiers: ['soap'] }))).toBeUndefined()
  expect(readPending(key, JSON.stringify({ ...edit, modifiers: 'soap' }))).toBeUndefined()
})

const LINE: LineId = 'line_on'
const put = (quantity: number, lineId = LINE): Edit => ({ type: 'put', lineId, productId: magic, quantity })
const remove: Edit = { type: 'remove', lineId: LINE }

test.each<[string, readonly Edit[], readonly string[], readonly number[]]>([
  ['taken off', [remove], ['3 Magic'], []],
  ['made fewer', [put(1)], ['2 Magic'], []],
  ['made fewer, then taken off', [put(1), remove], ['3 Magic'], []],
  ['taken off, then brought back', [remove, put(3)], [], []],
  ['made fewer, then more than there are', [put(1), put(5)], [], [2]],
  ['as it stands there: the answer got lost', [put(3)], [], []],
  [
    'another good, put on and taken off again',
    [put(4, 'line_new'), { ...remove, lineId: 'line_new' }],
    [],
    [],
  ],
  ['another good, and this one taken off', [put(4, 'line_new'), remove], ['3 Magic'], [4]],
])(
  'too late for a paid sale, %s: what stays on it is told, what is missing is kept',
  (_, edits, told, kept) => {
    const start = {
      id: idOf('sale', '1'),
      number: 1,
      registerId: idOf('register', '1'),
      openedBy: idOf('staff', '1'),
    }
    const sale = { ...newSale({ ...start, openedAt: 0, rule }), lines: after([], [put(3)]) }
    const list = edits.map(edit => ({ edit }))
    expect(tooLate(sale, list).map(({ name, quantity }) => `${quantity} ${name}`)).toEqual(told)
    const left = leftOver(sale, list, () => 'line_next')
    expect(left.map(edit => edit.type !== 'remove' && edit.quantity)).toEqual(kept)
  },
)

test('of a name as long as a QR code so much is kept as the server takes, and no half of a sign', () => {
  const named = (name: string) => addingCustom(name, 500, 1, 'line_1').edits[0]
  expect(named('x'.repeat(200))).toMatchObject({ name: 'x'.repeat(80) })
  expect(named(`${'x'.repeat(79)}☕`)).toMatchObject({ name: `${'x'.repeat(79)}☕` })
  expect(named(`${'x'.repeat(79)}🥐`)).toMatchObject({ name: 'x'.repeat(79) })
})
