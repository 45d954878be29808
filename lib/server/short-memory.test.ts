import { expect, test } from 'vitest'
import { shortMemory } from './short-memory.ts'

function remembering() {
  const asked: string[] = []
  const clock = { ms: 0 }
  const look = shortMemory(
    async about => {
      asked.push(about)
      if (about === 'broken') throw new Error('no answer')
      return asked.length
    },
    { forMs: 1000, now: () => clock.ms },
  )
  return { asked, clock, look }
}

test('ten screens ask once', async () => {
  const { asked, look } = remembering()
  expect(await Promise.all(Array.from({ length: 10 }, () => look('reader')))).toEqual(Array(10).fill(1))
  expect(asked).toEqual(['reader'])
})

test('after a while it asks again, and about each thing by itself', async () => {
  const { asked, clock, look } = remembering()
  await look('one')
  await look('two')
  clock.ms = 999
  await look('one')
  clock.ms = 1000
  await look('one')
  expect(asked).toEqual(['one', 'two', 'one'])
})

test('a question that failed is asked again at once', async () => {
  const { asked, look } = remembering()
  await expect(look('broken')).rejects.toThrow('no answer')
  await expect(look('broken')).rejects.toThrow('no answer')
  expect(asked).toHaveLength(2)
})

test('what is forgotten is asked anew, also while an answer is still on its way', async () => {
  const { asked, look } = remembering()
  const first = look('one')
  look.forget()
  expect(await look('one')).toBe(2)
  expect(await first).toBe(1)
  await look('one')
  expect(asked).toEqual(['one', 'one'])
})
