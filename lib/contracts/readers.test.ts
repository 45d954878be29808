import { expect, test } from 'vitest'
import { z } from 'zod/mini'
import { readerEventsKey } from './keys.ts'
import { EventsOfReader } from './readers.ts'

const asked = (key: string) => {
  const { searchParams } = new URL(key, 'http://till')
  return z.safeParse(EventsOfReader, { readerId: 'tmr_1', ...Object.fromEntries(searchParams) })
}

test('a page of a reader’s events is asked for by the last event of the page before, and by nothing else', () => {
  const before = { at: 1_795_000_000_123, id: 'ccall_0d6a0a3e-7c1c-4d52-9f52-0a3c7d0a1b2c' }
  expect(asked(readerEventsKey('tmr_1', before))).toEqual({
    success: true,
    data: { readerId: 'tmr_1', before },
  })
  expect(asked('/api/readers/tmr_1/events')).toMatchObject({ success: true })
  for (const wrong of ['', '12', ':c1', '12:', "12:c'1", '1e3:c1', `${'9'.repeat(16)}:c1`])
    expect(asked(`/?before=${encodeURIComponent(wrong)}`).success, wrong).toBe(false)
})
