import { expect, test } from 'vitest'
import { leaksIn } from './leaks.ts'

test('secrets of every shape are found, and named without being repeated', () => {
  expect(leaksIn('key sk_test_simulator in a log')).toEqual(['a secret key'])
  expect(leaksIn('{"secret":"whsec_abc123def"}')).toEqual(['a signing secret'])
  expect(leaksIn('pi_3Abc_secret_9Xyz')).toEqual(['a client secret'])
  expect(leaksIn('$argon2id$v=19$m=19456')).toEqual(['a hash of a PIN'])
  expect(leaksIn('APP_SECRET is hunter2', { known: { APP_SECRET: 'hunter2' } })).toEqual(['APP_SECRET'])
})

test('a full card number is found; a public test card only in a log', () => {
  expect(leaksIn('paid with a card ending 1486')).toEqual([])
  expect(leaksIn('paid with 4539578763621486 today')).toEqual(['a card number'])
  expect(leaksIn('4242424242424242')).toEqual([])
  expect(leaksIn('4242424242424242', { strict: true })).toEqual(['a card number'])
})

test('what only looks like one is left alone', () => {
  expect(leaksIn('must begin with sk_test_ or sk_live_, at 1795177686724, ending 4242')).toEqual([])
})
