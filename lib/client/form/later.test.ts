import { expect, test } from 'vitest'
import { laterOf } from './later.ts'

test('it is not there before it is asked for, and fetched once however often it is asked for', async () => {
  let fetches = 0
  const later = laterOf(async () => {
    fetches++
    return 'here'
  })
  expect(later.here()).toBeUndefined()
  expect(await Promise.all([later.ask(), later.ask()])).toEqual(['here', 'here'])
  expect(await later.ask()).toBe('here')
  expect(later.here()).toBe('here')
  expect(fetches).toBe(1)
})

test('a fetch that failed is nothing, and is tried again when it is asked for again', async () => {
  let isAway = true
  const later = laterOf(async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return 'here'
  })
  expect(await later.ask()).toBeUndefined()
  isAway = false
  expect(later.here()).toBeUndefined()
  expect(await later.ask()).toBe('here')
})
