import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { linesOf } from '#components/office/column.ts'
import { formatFor } from '#lib/client/format.ts'
import type { RegisterSeenAnswer } from '#lib/contracts/registers.ts'
import { idOf } from '#lib/domain/ids.ts'
import { alsoInFile, columnsFor, locationFilter, stateFilter } from './register-columns.tsx'

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
const locations = [
  { id: 'tml_1', name: 'Terrace', isShops: false },
  { id: 'tml_2', name: 'Fern & Field', isShops: true },
]
const columns = columnsFor({ format: formatFor('US', 'usd'), mayManage: true, locations, onCode: () => {} })

const shops = {
  ...register,
  name: 'Register 2',
  locationId: null,
  printer: 'none',
  drawerKick: false,
  floatMinor: 0,
} as const
const gone = { ...register, name: 'Register 3', locationId: 'tml_gone' }
const all = [register, shops, gone]

test('the list tells where a register sells; its file the printer, the drawer and the float as well', () => {
  const [heads = [], ...lines] = linesOf(all, columns, alsoInFile('usd', locations))
  const told = (head: string) => lines.map(line => line[heads.indexOf(head)])
  expect(told('Location')).toEqual(['Terrace', 'Fern & Field', 'Location not known now'])
  expect(told('Receipts')).toEqual(['A receipt printer, 80 mm', 'Not printed', 'A receipt printer, 80 mm'])
  expect(told('Opens a drawer')).toEqual(['yes', 'no', 'yes'])
  expect(told('Float, USD')).toEqual(['100.50', '0.00', '100.50'])

  const name = columns.find(({ key }) => key === 'name')
  expect(renderToStaticMarkup(name?.cell({ ...shops, own: true }))).toContain(
    'Fern &amp; Field, this browser',
  )
  const filter = locationFilter({ registers: all, locations, readers: [], now: 0 })
  expect(filter.options.map(({ value }) => value)).toEqual([
    'Fern & Field',
    'Location not known now',
    'Terrace',
  ])
  expect(all.map(filter.of)).toEqual(told('Location'))
})

test('registers are narrowed by the state that their row says', () => {
  const { options, of } = stateFilter
  expect(options.map(({ label }) => label)).toEqual(['Open', 'Locked', 'No browser', 'Revoked'])
  const rows = [
    { ...register, people: ['Mina'] },
    register,
    { ...register, browsers: 0 },
    { ...register, revokedAt: 1, people: ['Mina'] },
  ]
  expect(rows.map(of)).toEqual(options.map(({ value }) => value))
})
