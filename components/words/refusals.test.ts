import { expect, test } from 'vitest'
import { refusalWords } from './refusals.ts'

const wordsOf = (...problems: string[]) =>
  refusalWords(
    { kind: 'bad_request', problems: problems.map(problem => ({ field: 'x', problem })) },
    () => '',
  )

test('what does not fit is told in the server’s sentences', () => {
  expect(wordsOf('4012345678901 is already on “Kulfi”.', 'Add the town behind a comma')).toEqual({
    strong: 'Nothing was changed.',
    text: '4012345678901 is already on “Kulfi”. Add the town behind a comma.',
  })
})

test('what no person typed is told in none of them', () => {
  const told = {
    strong: 'The till did not understand that.',
    text: 'What you typed is still here. Try again.',
  }
  expect(wordsOf('Invalid input', 'must be JSON')).toEqual(told)
  expect(wordsOf()).toEqual(told)
})
