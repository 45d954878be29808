import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { mergeMetadata } from '../model/metadata.ts'
import { createRefund } from '../model/refunds.ts'
import { invalid } from '../refusal.ts'
import { type Call, route } from '../route.ts'
import { emit } from '../webhooks.ts'

const refunds = '/v1/refunds'
const refund = { target: ['refunds', 'refund'] as ['refunds', string] }

export const refundRoutes = [
  route<Stripe.RefundCreateParams>('POST', refunds, call => createRefund(call.account, call.params)),
  route<Stripe.RefundListParams>('GET', refunds, list),
  route('GET', `${refunds}/{id}`, call => call.account.tables.refunds.get(call.id), refund),
  route<Stripe.RefundUpdateParams>('POST', `${refunds}/{id}`, update, refund),
  route('POST', `${refunds}/{id}/cancel`, cancel, refund),
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

function update({ account, id, params }: Call<Stripe.RefundUpdateParams>) {
  const known = account.tables.refunds.get(id)
  if (!known) throw new Error(`No refund ${id}.`)
  const { metadata } = known
  known.metadata = mergeMetadata(known.metadata, params.metadata)
  account.tables.refunds.put(known)
  emit(account, 'refund.updated', known, { metadata })
  return known
}

/** Only a refund that waits for the customer can be canceled, and a card's never does. */
function cancel({ account, id }: Call<unknown>): never {
  const status = account.tables.refunds.get(id)?.status
  throw invalid(
    `You cannot cancel this Refund because it has a status of ${status}. Only refunds with the status requires_action can be canceled.`,
  )
}
