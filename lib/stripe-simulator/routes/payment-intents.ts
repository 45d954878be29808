import type Stripe from 'stripe'
import type { Schema } from '../api-schema.ts'
import { parametersOf } from '../api-schema.ts'
import { listOf } from '../list.ts'
import { cancelIntent, captureIntent } from '../model/capture.ts'
import { confirmOnline } from '../model/confirm.ts'
import { incrementIntent } from '../model/increment.ts'
import { createIntent } from '../model/intents.ts'
import { updateIntent } from '../model/update-intent.ts'
import { Refusal } from '../refusal.ts'
import { type Call, route } from '../route.ts'
import { type SearchParams, search } from '../search.ts'
import { refusesPaymentMethodTypes } from '../version.ts'

const intents = '/v1/payment_intents'
const intent = { target: ['paymentIntents', 'payment_intent'] as ['paymentIntents', string] }

type Old = { payment_method_types?: string[] }

/** The parameters of an operation, and `payment_method_types`, which older versions still send. */
function withOldTypes(method: string, path: string): { schema: Schema } {
  const schema = parametersOf(method, path)
  const old: Schema = { type: 'array', items: { type: 'string' } }
  return { schema: { ...schema, properties: { ...schema?.properties, payment_method_types: old } } }
}

export function refuseOldTypes(call: Call<Old>): void {
  if (call.params.payment_method_types === undefined || !refusesPaymentMethodTypes(call.version)) return
  throw new Refusal(
    400,
    {
      type: 'invalid_request_error',
      code: 'payment_method_types_no_longer_supported',
      message:
        'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` instead.',
      param: 'payment_method_types',
    },
    { early: true },
  )
}

export const paymentIntentRoutes = [
  route<SearchParams>('GET', `${intents}/search`, ({ account, params }) =>
    search(account.tables.paymentIntents, `${intents}/search`, params),
  ),
  route<Stripe.PaymentIntentCreateParams & Old>('POST', intents, create, withOldTypes('POST', intents)),
  route<Stripe.PaymentIntentListParams>('GET', intents, list),
  route('GET', `${intents}/{id}`, call => call.account.tables.paymentIntents.get(call.id), intent),
  route<Stripe.PaymentIntentUpdateParams & Old>('POST', `${intents}/{id}`, update, {
    ...intent,
    ...withOldTypes('POST', `${intents}/{id}`),
  }),
  route<Stripe.PaymentIntentCancelParams>(
    'POST',
    `${intents}/{id}/cancel`,
    call => cancelIntent(call.account, call.id, call.params),
    intent,
  ),
  route<Stripe.PaymentIntentCaptureParams>(
    'POST',
    `${intents}/{id}/capture`,
    call => captureIntent(call.account, call.id, call.params),
    intent,
  ),
  route<Stripe.PaymentIntentConfirmParams & Old>('POST', `${intents}/{id}/confirm`, confirm, {
    ...intent,
    ...withOldTypes('POST', `${intents}/{id}/confirm`),
  }),
  route<Stripe.PaymentIntentIncrementAuthorizationParams>(
    'POST',
    `${intents}/{id}/increment_authorization`,
    call => incrementIntent(call.account, call.id, call.params),
    intent,
  ),
]

function create(call: Call<Stripe.PaymentIntentCreateParams & Old>) {
  refuseOldTypes(call)
  const made = createIntent(call.account, call.params)
  if (!call.params.confirm) return made
  const { payment_method } = call.params
  return confirmOnline(call.account, made.id, payment_method ? { payment_method } : {})
}

function confirm(call: Call<Stripe.PaymentIntentConfirmParams & Old>) {
  refuseOldTypes(call)
  return confirmOnline(call.account, call.id, call.params)
}

function update(call: Call<Stripe.PaymentIntentUpdateParams & Old>) {
  refuseOldTypes(call)
  return updateIntent(call.account, call.id, call.params)
}

function list({ account, params }: Call<Stripe.PaymentIntentListParams>) {
  return listOf(
    account.tables.paymentIntents,
    intents,
    params,
    each => params.customer === undefined || each.customer === params.customer,
  )
}
