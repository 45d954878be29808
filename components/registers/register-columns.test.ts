import { expect, test } from 'vitest'
import { linesOf } from '#components/office/column.ts'
import { formatFor } from '#lib/client/format.ts'
import type { RegisterSeenAnswer } from '#lib/contracts/registers.ts'
import { idOf } from '#lib/domain/ids.ts'
import { alsoInFile, columnsFor, stateFilter } from './register-columns.tsx'

const register: RegisterSeenAnswer = {
  id: idOf('register', '00000000-0000-4000-8000-000000000000'),
  name: 'Register 1',
  readerId: 'tmr_1',
  readerLabel: 'Counter',
  locationId: 'tml_1',
  printer: 'escpos_80',
  drawerKick: true,
  floatMinor: 10_050,
  version: 1,
  browsers: 1,
  people: [],
  lastSeenAt: null,
  revokedAt: null,
  codeUntil: null,
  openSale: null,
  reader: 'good',
  sharesWith: [],
  own: false,
}
const columns = columnsFor({
  format: formatFor('US', 'usd'),
  mayManage: true,
  locations: [{ id: 'tml_1', name: 'Terrace' }],
  onCode: () => {},
})

test('the list tells where a register sells; its file the printer, the drawer and the float as well', () => {
  expect(columns.find(({ key }) => key === 'location')).toMatchObject({ head: 'Location', phone: 'second' })
  const shops = { ...register, locationId: null, printer: 'none', drawerKick: false, floatMinor: 0 } as const
  const gone = { ...register, locationId: 'tml_gone' }
  const [heads = [], ...lines] = linesOf([register, shops, gone], columns, alsoInFile('usd'))
  const told = (head: string) => lines.map(line => line[heads.indexOf(head)])
  expect(told('Location')).toEqual(['Terrace', 'The shop’s own', 'Not known now'])
  expect(told('Receipts')).toEqual(['A receipt printer, 80 mm', 'Not printed', 'A receipt printer, 80 mm'])
  expect(told('Opens a drawer')).toEqual(['yes', 'no', 'yes'])
  expect(told('Float, USD')).toEqual(['100.50', '0.00', '100.50'])
})

test('registers are narrowed by the state that their row says', () => {
  const { options, of } = stateFilter
  expect(options.map(({ label }) => label)).toEqual(['Open', 'Locked', 'No browser', 'Revoked'])
  const all = [
    { ...register, people: ['Mina'] },
    register,
    { ...register, browsers: 0 },
    { ...register, revokedAt: 1, people: ['Mina'] },
  ]
  expect(all.map(of)).toEqual(options.map(({ value }) => value))
})
