import { expect, test } from 'vitest'
import { anotherReader } from './another-reader.ts'

const [counter, terrace, bar] = ['Counter', 'Terrace', 'Bar'].map(label => ({ id: `tmr_${label}`, label }))
if (!counter || !terrace || !bar) throw new Error('three readers')

test.each([
  ['the register’s own failed', counter, [terrace, bar], counter.id, terrace],
  ['the second failed as well: the third', counter, [terrace, bar], terrace.id, bar],
  ['all have been tried: the register’s own again', counter, [terrace, bar], bar.id, counter],
  ['another one failed, of two', counter, [terrace], terrace.id, counter],
  ['the register has none of its own', null, [terrace, bar], terrace.id, bar],
  ['what failed is not of this shop any more', counter, [terrace], 'tmr_gone', counter],
  ['there is only the one that failed', counter, [], counter.id, undefined],
  ['there is none at all', null, [], undefined, undefined],
])('%s', (_, reader, otherReaders, failed, offered) => {
  expect(anotherReader({ reader, otherReaders }, failed)).toEqual(offered)
})
