import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { createRefund } from '../model/refunds.ts'
import { type Call, route } from '../route.ts'

const refunds = '/v1/refunds'
const refund = { target: ['refunds', 'refund'] as ['refunds', string] }

export const refundRoutes = [
  route<Stripe.RefundCreateParams>('POST', refunds, call => createRefund(call.account, call.params)),
  route<Stripe.RefundListParams>('GET', refunds, list),
  route('GET', `${refunds}/{id}`, call => call.account.tables.refunds.get(call.id), refund),
]

function list({ account, params }: Call<Stripe.RefundListParams>) {
  return listOf(
    account.tables.refunds,
    refunds,
    params,
    each =>
      (params.charge === undefined || each.charge === params.charge) &&
      (params.payment_intent === undefined || each.payment_intent === params.payment_intent),
  )
}
