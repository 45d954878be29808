import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { listOf } from '../list.ts'
import type { BalanceTransaction } from '../model/objects.ts'
import { type Call, route } from '../route.ts'

const entries = '/v1/balance_transactions'
const payouts = '/v1/payouts'
const entry = { target: ['balanceTransactions', 'balance transaction'] as ['balanceTransactions', string] }
const payout = { target: ['payouts', 'payout'] as ['payouts', string] }

export const bookRoutes = [
  route<Stripe.BalanceTransactionListParams>('GET', entries, list),
  route(
    'GET',
    `${entries}/{id}`,
    ({ account, id }) => upToDate(account, account.tables.balanceTransactions.get(id)),
    entry,
  ),
  route<Stripe.PayoutListParams>('GET', payouts, listPayouts),
  route('GET', `${payouts}/{id}`, ({ account, id }) => account.tables.payouts.get(id), payout),
]

/** Money becomes available by the passing of time alone. */
function upToDate(account: Account, found: BalanceTransaction | undefined) {
  return (
    found && { ...found, status: found.available_on <= account.clock.seconds() ? 'available' : 'pending' }
  )
}

function list({ account, params }: Call<Stripe.BalanceTransactionListParams>) {
  const page = listOf(
    account.tables.balanceTransactions,
    entries,
    params,
    each =>
      (params.currency === undefined || each.currency === params.currency) &&
      (params.source === undefined || each.source === params.source) &&
      (params.type === undefined || each.type === params.type) &&
      (params.payout === undefined || account.tables.paidOut.get(each.id)?.payout === params.payout),
  )
  return { ...page, data: page.data.map(each => upToDate(account, each)) }
}

function listPayouts({ account, params }: Call<Stripe.PayoutListParams>) {
  return listOf(
    account.tables.payouts,
    payouts,
    params,
    each => params.status === undefined || each.status === params.status,
  )
}
