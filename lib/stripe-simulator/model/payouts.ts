import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import { book } from './books.ts'
import type { BalanceTransaction, Payout } from './objects.ts'

const day = 24 * 60 * 60

/** Money that has become available goes to the bank once a day, one payout for each currency. */
export function makePayouts(account: Account): void {
  const byCurrency = new Map<string, BalanceTransaction[]>()
  let later: number | undefined
  for (const entry of account.tables.balanceTransactions.oldestFirst()) {
    if (entry.type === 'payout' || account.tables.paidOut.get(entry.id)) continue
    if (entry.available_on > account.clock.seconds()) later = Math.min(later ?? Infinity, entry.available_on)
    else byCurrency.set(entry.currency, [...(byCurrency.get(entry.currency) ?? []), entry])
  }
  for (const [currency, entries] of byCurrency) payOut(account, currency, entries)
  if (later !== undefined) schedulePayout(account, later)
}

/** Makes sure that the day on which this second falls is followed by a payout. */
export function schedulePayout(account: Account, available: number): void {
  if (account.tables.jobs.get('payout')) return
  const midnight = (Math.floor(available / day) + 1) * day
  account.schedule({ id: 'payout', due: midnight * 1000, kind: 'payout', ref: 'payout' })
}

/** A day on which more went back than came in is left for the next one. */
function payOut(account: Account, currency: string, entries: BalanceTransaction[]): void {
  const amount = entries.reduce((sum, entry) => sum + entry.net, 0)
  if (amount <= 0) return
  const payout = account.tables.payouts.put(newPayout(account, amount, currency))
  const description = 'STRIPE PAYOUT'
  const entry = book(account, {
    amount: -amount,
    currency,
    description,
    fee: 0,
    reporting_category: 'payout',
    source: payout.id,
    type: 'payout',
  })
  payout.balance_transaction = entry.id
  account.tables.payouts.put(payout)
  for (const each of [...entries, entry]) account.tables.paidOut.put({ id: each.id, payout: payout.id })
  emit(account, 'payout.created', { ...payout, status: 'pending' })
  emit(account, 'payout.paid', payout)
}

function newPayout(account: Account, amount: number, currency: string): Payout {
  return {
    id: account.ids.make('po'),
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: account.clock.seconds(),
    automatic: true,
    balance_transaction: null,
    created: account.clock.seconds(),
    currency,
    description: 'STRIPE PAYOUT',
    destination: account.ids.make('ba'),
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: account.livemode,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'paid',
    trace_id: { status: 'supported', value: account.ids.digits(15) },
    type: 'bank_account',
  }
}
