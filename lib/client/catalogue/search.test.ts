import { expect, test } from 'vitest'
import { marked, search } from './search.ts'

const texts = [
  'chai latte, extra cinnamon te-0219',
  'oat biscuits, cinnamon sw-0033',
  'cinnamon roll bk-0107 5012345678900',
  'cinnamon sticks 50 g pn-0412',
  'vaccination card',
  'ham & gruyère toastie',
]

test('every word must occur, and what starts with the query comes first', () => {
  expect(search(texts, 'cinn').hits).toEqual([2, 3, 0, 1])
  expect(search(texts, 'cinn roll').hits).toEqual([2])
  expect(search(texts, 'roll cinn').hits).toEqual([2])
  expect(search(texts, 'cinn soup').hits).toEqual([])
})

test('a word inside another comes last, and an accent belongs to its word', () => {
  expect(search([...texts, 'cination'], 'cination').hits).toEqual([6, 4])
  expect(search(texts, 're').hits).toEqual([5])
})

test('codes are found as well', () => {
  expect(search(texts, 'BK-01').hits).toEqual([2])
  expect(search(texts, '50123').hits).toEqual([2])
})

test('typing on narrows what was found and finds the same', () => {
  let found = search(texts, 'c')
  for (const query of ['ci', 'cin', 'cinn', 'cinn ', 'cinn st']) {
    found = search(texts, query, found)
    expect(found.hits).toEqual(search(texts, query).hits)
  }
  expect(found.rows).toEqual([3])
})

test('taking a letter back looks at everything again', () => {
  const narrow = search(texts, 'cinnamon r')
  expect(search(texts, 'cinnamon', narrow).rows).toHaveLength(4)
})

test('nothing typed finds nothing', () => {
  expect(search(texts, '  ')).toEqual({ query: '  ', rows: [], hits: [] })
})

test('the found part of a name is marked', () => {
  expect(marked('Cinnamon roll', ['cinn'])).toEqual([
    { text: 'Cinn', hit: true, at: 0 },
    { text: 'amon roll', hit: false, at: 4 },
  ])
})
