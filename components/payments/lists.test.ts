import { expect, test } from 'vitest'
import { linesOf } from '#components/office/column.ts'
import type { DeedTold, LivePayment } from '#lib/contracts/payments.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { DEED_LIST, LIVE_LIST } from './lists.ts'

const ID = '00000000-0000-4000-8000-000000000000'
const saleId = idOf('sale', ID)

const payment: LivePayment = {
  saleId,
  saleNumber: 7,
  tenderId: idOf('tender', ID),
  amount: money(1_250, 'usd'),
  mood: 'waiting',
  doubtful: false,
  since: 1_000,
  registerName: 'Bar',
  staffName: 'Theo',
  reader: 'Window',
  canStop: true,
}

test('a payment under way is found by all that its row says, and its file says no less', () => {
  const text = LIVE_LIST.search(payment)
  for (const word of ['Sale 7', 'Waiting', 'Window', 'Bar', 'Theo']) expect(text).toContain(word)
  const [heads, line] = linesOf([payment], LIVE_LIST.facts)
  expect(heads).toEqual(['Sale', 'Amount', 'Currency', 'State', 'Since', 'Reader', 'Register', 'Who'])
  expect(line).toEqual([
    7,
    '12.50',
    'USD',
    expect.stringContaining('Waiting'),
    '1970-01-01T00:00:01.000Z',
    'Window',
    'Bar',
    'Theo',
  ])
})

test('what the till did by itself is in its file in the words of the screen', () => {
  const deed: DeedTold = {
    id: 1,
    at: 2_000,
    saleId,
    saleNumber: 7,
    registerName: 'Bar',
    reader: 'Window',
    did: 'let_go',
  }
  const [, line] = linesOf([deed], DEED_LIST.facts)
  expect(line?.[2]).toContain('Nobody was charged. Cleared a payment left on')
  expect(DEED_LIST.search(deed)).toContain('Sale 7')
})
