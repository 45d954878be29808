import { expect, test } from 'vitest'
import { cardWords, issuedWords } from './card-read.ts'

test.each([
  [{ brand: 'visa', funding: 'debit', country: 'US' }, 'Visa debit', 'Issued in the United States.'],
  [{ brand: 'mastercard', funding: 'prepaid', country: 'DE' }, 'Mastercard prepaid', 'Issued in Germany.'],
  [
    { brand: 'amex', funding: 'credit', country: 'GB' },
    'American Express credit',
    'Issued in the United Kingdom.',
  ],
  [{ brand: 'visa', funding: 'unknown', country: 'SG' }, 'Visa', 'Issued in Singapore.'],
  [{ brand: 'visa', country: 'not a country' }, 'Visa', 'Issued in not a country.'],
  [{ brand: 'visa' }, 'Visa', undefined],
  [undefined, 'A card was read', undefined],
])('a card that was read, %j: %s. %s', (card, words, issued) => {
  expect([cardWords(card), issuedWords(card)]).toEqual([words, issued])
})
