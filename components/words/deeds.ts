import { readerName } from '#components/words/readers.ts'
import type { DeedTold } from '#lib/contracts/payments.ts'

/** What the till did by itself: first what became of the money, then what it did. */
export type DeedWords = { readonly strong: string; readonly text: string }

/** `number` is the sale's, as people call it. */
export function deedWords({
  did,
  reader,
  saleNumber,
  sinceMs,
}: Omit<DeedTold, 'id' | 'at' | 'saleId' | 'registerName'>): DeedWords {
  const sale = `sale ${saleNumber}`
  const on = reader === undefined ? '' : ` on ${readerName(reader)}`
  switch (did) {
    case 'let_go':
      return {
        strong: 'Nobody was charged.',
        text: `Cleared a payment left${on} by ${sale}${sinceMs === undefined ? '' : `, ${ageWords(sinceMs)} old`}.`,
      }
    case 'paid_after_all':
      return {
        strong: 'The card was charged.',
        text: `A payment left${on} by ${sale} was approved after all; it is counted there.`,
      }
    case 'reader_cleared':
      return {
        strong: 'The reader is free again.',
        text: `${reader === undefined ? 'A reader' : capital(readerName(reader))} still showed a payment of ${sale} that nobody was waiting for.`,
      }
    case 'hold_taken':
      return {
        strong: 'The held money is taken now.',
        text: `The bank\u2019s promise for ${sale} was about to lapse.`,
      }
  }
}

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Three minutes, as it is said. */
export function ageWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return counted(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')
}

const counted = (count: number, unit: string): string =>
  `${NUMBERS[count] ?? count} ${unit}${count === 1 ? '' : 's'}`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
