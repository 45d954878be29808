import { expect, test } from 'vitest'
import { sortOf, tableQueryFrom, tableQueryString } from './table-query.ts'

const read = (search: string) => tableQueryFrom(new URLSearchParams(search), ['place', 'state'])

test('an address and what is asked for are the same, both ways', () => {
  const query = read('q=flat white&sort=-price&page=3&place=tml_1&strange=1')
  expect(query).toEqual({ q: 'flat white', sort: '-price', page: 3, filters: { place: 'tml_1' } })
  expect(read(tableQueryString(query))).toEqual(query)
  expect(sortOf(query)).toEqual({ by: 'price', down: true })
})

test('a list asked for nothing has no query', () => {
  expect(tableQueryString(read(''))).toBe('')
  expect(tableQueryString(read('q=&sort=&page=1&state='))).toBe('')
})

test.each([
  'page=0',
  'page=-3',
  'page=x',
  'page=1e9',
  'sort=drop table',
  'sort=--a',
  `q=${'x'.repeat(201)}`,
  'q=a%00',
  'q=%02',
  `state=${'x'.repeat(201)}`,
  'state=%00',
])('what makes no sense is left out: %s', search => expect(read(search)).toEqual(read('')))

test('what Next hands to a page is read too, the first of several', () => {
  expect(tableQueryFrom({ q: ['a', 'b'], page: '2', state: undefined }, ['state'])).toEqual({
    q: 'a',
    sort: '',
    page: 2,
    filters: {},
  })
})
