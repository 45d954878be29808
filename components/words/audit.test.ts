import { expect, test } from 'vitest'
import { moneyIn } from '#lib/client/format.ts'
import { changesIn as changes } from './audit.ts'

const changesIn = (before: unknown, after: unknown) => changes(before, after, moneyIn('US'))

test('only what differs is told, part by part', () => {
  expect(
    changesIn({ label: 'Bar', twoSteps: false, same: 1 }, { label: 'Counter', twoSteps: true, same: 1 }),
  ).toEqual([
    { part: 'label', before: 'Bar', after: 'Counter' },
    { part: 'two steps', before: 'no', after: 'yes' },
  ])
  expect(changesIn({ mustChangePin: true }, { mustChangePin: false })).toEqual([
    { part: 'must choose a PIN', before: 'yes', after: 'no' },
  ])
  expect(changesIn(null, { name: '<b>Ada</b>' })).toEqual([{ part: 'name', before: '', after: '<b>Ada</b>' }])
  expect(changesIn(undefined, null)).toEqual([])
})

test('money, reasons, permissions and surprises are told in words', () => {
  const refunded = { minor: 0, currency: 'usd' }
  const after = { refunded: { minor: 425, currency: 'usd' }, reason: 'duplicate' }
  expect(changesIn({ refunded }, after)).toEqual([
    { part: 'refunded', before: '$0.00', after: '$4.25' },
    { part: 'reason', before: '', after: 'paid twice' },
  ])
  expect(
    changesIn(null, { permission: 'sale.refund', surprise: 'too_much' }).map(({ after }) => after),
  ).toEqual(['Refund a sale', 'Too much arrived'])
  expect(changesIn(null, { deviceType: 'bbpos_wisepos_e' })[0]?.after).toBe('bbpos_wisepos_e')
})

test('of a secret only that another was put in its place is told', () => {
  const network = { wifi: { kind: 'personal_psk', ssid: 'Fern guests' } }
  expect(changesIn(network, { ...network, press: '5b1f' })).toEqual([
    { part: 'typed anew', before: '', after: 'yes' },
  ])
})

test('a list of words is told as words', () => {
  expect(
    changesIn({ goods: ['Latte: price 4.20', 'Tea: price 3.00'] }, { goods: ['Latte: price 4.60'] }),
  ).toEqual([{ part: 'goods', before: 'Latte: price 4.20; Tea: price 3.00', after: 'Latte: price 4.60' }])
})
