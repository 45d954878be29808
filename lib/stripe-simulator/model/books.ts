import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import type { BalanceTransaction, Charge } from './objects.ts'
import { schedulePayout } from './payouts.ts'

const availableAfter = 2 * 24 * 60 * 60

/** What Stripe keeps of an in-person payment in the United States: 2.7 % and 5 cents. */
function feeOf(amount: number): number {
  return Math.round(amount * 0.027) + 5
}

type Entry = Pick<BalanceTransaction, 'amount' | 'currency' | 'type' | 'reporting_category'> & {
  fee: number
  source: string
  description: string | null
}

/** Writes one line into the account's books. */
export function book(account: Account, entry: Entry): BalanceTransaction {
  const { fee, currency } = entry
  const details = {
    amount: fee,
    application: null,
    currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  }
  const entryAvailable = account.clock.seconds() + availableAfter
  schedulePayout(account, entryAvailable)
  return account.tables.balanceTransactions.put({
    id: account.ids.make('txn'),
    object: 'balance_transaction',
    available_on: entryAvailable,
    balance_type: 'payments',
    created: account.clock.seconds(),
    exchange_rate: null,
    fee_details: fee === 0 ? [] : [details],
    net: entry.amount - fee,
    status: 'pending',
    ...entry,
  })
}

/** The captured charge reaches the books; `charge.updated` says so. */
export function settleCharge(account: Account, id: string): void {
  const charge = account.tables.charges.get(id)
  if (!charge || charge.balance_transaction !== null || !charge.captured) return
  charge.balance_transaction = bookCharge(account, charge).id
  account.tables.charges.put(charge)
  emit(account, 'charge.updated', charge, { balance_transaction: null })
}

function bookCharge(account: Account, charge: Charge): BalanceTransaction {
  return book(account, {
    amount: charge.amount_captured,
    currency: charge.currency,
    description: charge.description,
    fee: feeOf(charge.amount_captured),
    reporting_category: 'charge',
    source: charge.id,
    type: 'charge',
  })
}
