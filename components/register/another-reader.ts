import type { RegisterAnswer } from '#lib/contracts/sale-answer.ts'

type Readers = Pick<RegisterAnswer, 'reader' | 'otherReaders'>

/**
 * The reader to offer in place of `readerId`, which cannot be used: the next one of this place, the register's own first and
 * again after the last, so that pressing on reaches every one. Nothing where there is no other.
 */
export function anotherReader({ reader, otherReaders }: Readers, readerId: string | undefined) {
  const all = reader ? [reader, ...otherReaders] : otherReaders
  const next = all[(all.findIndex(({ id }) => id === readerId) + 1) % all.length]
  return next?.id === readerId ? undefined : next
}
