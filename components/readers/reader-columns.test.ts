import { expect, test } from 'vitest'
import { linesOf } from '#components/office/column.ts'
import { ALSO_IN_FILE, COLUMNS, type ReaderRow } from './reader-columns.tsx'

const row: ReaderRow = {
  id: 'tmr_1',
  label: 'Terrace',
  deviceType: 'simulated_stripe_s700',
  locationId: 'tml_1',
  locationName: 'Fern & Field',
  serialNumber: 'STR000012',
  softwareVersion: '2.28.2.0',
  ipAddress: '192.168.1.42',
  lastSeenAt: Date.UTC(2026, 10, 20, 9),
  checkedAt: null,
  registers: [],
  state: { kind: 'ready' },
  move: null,
  now: 0,
  offset: 0,
}

test('the file of readers holds what their pages hold', () => {
  const unknown = { ...row, softwareVersion: null, ipAddress: null, lastSeenAt: null }
  const [heads, ...lines] = linesOf([row, unknown], COLUMNS, ALSO_IN_FILE)
  expect(heads).toEqual([
    'State',
    'Reader',
    'Place, register',
    'Last seen',
    'Model',
    'Software',
    'Serial',
    'Address',
  ])
  expect(lines).toEqual([
    [
      'Ready',
      'Terrace',
      'Fern & Field',
      '2026-11-20T09:00:00.000Z',
      'Stripe Reader S700, simulated',
      '2.28.2.0, too old',
      'STR000012',
      '192.168.1.42',
    ],
    ['Ready', 'Terrace', 'Fern & Field', '', 'Stripe Reader S700, simulated', '', 'STR000012', ''],
  ])
})

test('nothing of a reader is hidden on a phone', () => {
  expect(COLUMNS.filter(({ phone }) => phone === 'hidden')).toEqual([])
})
