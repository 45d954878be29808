import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { type Call, route } from '../route.ts'

const charges = '/v1/charges'
const charge = { target: ['charges', 'charge'] as ['charges', string] }

export const chargeRoutes = [
  route<Stripe.ChargeListParams>('GET', charges, list),
  route('GET', `${charges}/{id}`, call => call.account.tables.charges.get(call.id), charge),
]

function list({ account, params }: Call<Stripe.ChargeListParams>) {
  return listOf(
    account.tables.charges,
    charges,
    params,
    each =>
      (params.payment_intent === undefined || each.payment_intent === params.payment_intent) &&
      (params.customer === undefined || each.customer === params.customer) &&
      (params.transfer_group === undefined || each.transfer_group === params.transfer_group),
  )
}
