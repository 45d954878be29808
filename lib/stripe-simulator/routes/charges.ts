import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { captureIntent } from '../model/capture.ts'
import { mergeMetadata } from '../model/metadata.ts'
import { invalid } from '../refusal.ts'
import { type Call, route } from '../route.ts'
import { type SearchParams, search } from '../search.ts'
import { emit } from '../webhooks.ts'

const charges = '/v1/charges'
const charge = { target: ['charges', 'charge'] as ['charges', string] }

export const chargeRoutes = [
  route<SearchParams>('GET', `${charges}/search`, ({ account, params }) =>
    search(account.tables.charges, `${charges}/search`, params),
  ),
  route<Stripe.ChargeListParams>('GET', charges, list),
  route('GET', `${charges}/{id}`, call => call.account.tables.charges.get(call.id), charge),
  route<Stripe.ChargeCaptureParams>('POST', `${charges}/{id}/capture`, capture, charge),
  route<Stripe.ChargeUpdateParams>('POST', `${charges}/{id}`, update, charge),
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

/** Changes the labels of a charge; receipts show the charge's, not the intent's. */
function update({ account, id, params }: Call<Stripe.ChargeUpdateParams>) {
  const known = account.tables.charges.get(id)
  if (!known) throw new Error(`No charge ${id}.`)
  const { description, receipt_email, metadata } = known
  known.metadata = mergeMetadata(known.metadata, params.metadata)
  known.description = params.description ?? known.description
  known.receipt_email = params.receipt_email ?? known.receipt_email
  known.transfer_group = params.transfer_group ?? known.transfer_group
  account.tables.charges.put(known)
  emit(account, 'charge.updated', known, { description, metadata, receipt_email })
  return known
}

/** The old way to capture: by the charge of an intent. */
function capture({ account, id, params }: Call<Stripe.ChargeCaptureParams>) {
  const intent = account.tables.charges.get(id)?.payment_intent
  if (!intent) throw new Error(`Charge ${id} has no intent.`)
  const known = account.tables.charges.get(id)
  if (known?.captured) throw invalid(`Charge ${id} has already been captured.`, 'charge_already_captured')
  captureIntent(account, intent, params.amount === undefined ? {} : { amount_to_capture: params.amount })
  return account.tables.charges.get(id)
}
