import { amountRead } from './goods-file.ts'
import type { RegisterId, SaleId } from './ids.ts'
import type { Money } from './money.ts'

/** What became of a sale, as the list tells it. `held`: the bank has promised the money, and nobody has taken it. */
export type SaleState = 'paid' | 'open' | 'voided' | 'held'

/** Money that arrived for a sale, as far as the list tells of it. */
export type PaidWith =
  | { readonly kind: 'card'; readonly card?: { readonly brand: string; readonly last4: string } }
  | { readonly kind: 'cash'; readonly handed: Money; readonly change: Money }

/** A sale as the list shows it. */
export type SaleInList = {
  readonly id: SaleId
  readonly number: number
  readonly state: SaleState
  /** When it was paid, or else opened: milliseconds. */
  readonly at: number
  readonly registerName: string
  readonly items: number
  readonly total: Money
  readonly paid: readonly PaidWith[]
  /** What has gone back to the customer; zero where nothing has. */
  readonly returned: Money
}

/** A page of the sales. Every one of `words` must be found in a sale. */
export type SalesWanted = {
  readonly words: readonly SaleWord[]
  readonly state?: SaleState | undefined
  /** Paid so, or in part so. */
  readonly kind?: PaidWith['kind'] | undefined
  readonly registerId?: RegisterId | undefined
  readonly by: 'number' | 'total'
  readonly down: boolean
  readonly limit: number
  readonly offset: number
}

/** What a typed word may mean, all at once: `4242` is a number, the end of a card and an amount. */
export type SaleWord = {
  /** More than one where what stands before numbers may itself be read as the beginning of one. */
  readonly numbers?: readonly number[]
  readonly last4?: string
  readonly minor?: number
  /** Something that was sold is called so. */
  readonly name?: string
}

const MOST_WORDS = 8

/**
 * Reads what was typed: a sale's number (with whatever stands before it on the receipt), a card's last four digits, an amount, goods.
 * `prefix` is what the shop lets receipts say before a number today.
 */
export function saleWords(typed: string, exponent: number, prefix = ''): readonly SaleWord[] {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '' && word !== 'sale')
    .slice(0, MOST_WORDS)
    .map(word => meanings(word, exponent, prefix.toLowerCase()))
}

function meanings(word: string, exponent: number, prefix: string): SaleWord {
  const last4 = /^\D?(\d{4})$/.exec(word)?.[1]
  const amount = /^[^\d.,#-]{0,3}(\d[\d.,]*)[^\d.,]{0,3}$/.exec(word)?.[1]
  const minor = amount === undefined ? undefined : amountRead(withoutGroups(amount), exponent)
  const hasLetter = /\p{L}/u.test(word)
  const numbers = numbersIn(word, prefix, hasLetter && minor === undefined)
  return {
    ...(numbers.length === 0 ? {} : { numbers }),
    ...(last4 === undefined ? {} : { last4 }),
    ...(minor === undefined ? {} : { minor }),
    ...(hasLetter ? { name: word } : {}),
  }
}

/** A receipt from before the prefix was changed is found as well: what stands before the digits may be anything, with a dot where it is no amount. */
function numbersIn(word: string, prefix: string, mayHaveDot: boolean): readonly number[] {
  const before = mayHaveDot ? /^.*?(\d{1,15})$/ : /^[^.,]*?(\d{1,15})$/
  const rest = word.startsWith(prefix) ? word.slice(prefix.length) : ''
  const read = [before.exec(word)?.[1], /^\d{1,15}$/.exec(rest)?.[0]]
  return [...new Set(read.filter(digits => digits !== undefined).map(Number))]
}

/** 1,234.50 is 1234.50. */
const withoutGroups = (amount: string): string => amount.replaceAll(/[.,](?=\d{3}(?:[.,]|$))/g, '')
