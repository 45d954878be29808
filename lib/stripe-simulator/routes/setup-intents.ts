import type Stripe from 'stripe'
import type { Schema } from '../api-schema.ts'
import { parametersOf } from '../api-schema.ts'
import { listOf } from '../list.ts'
import {
  cancelSetupIntent,
  createSetupIntent,
  setupIntentOf,
  updateSetupIntent,
} from '../model/setup-intents.ts'
import { type Call, route } from '../route.ts'
import { refuseOldTypes } from './payment-intents.ts'

const setups = '/v1/setup_intents'
const setup = { target: ['setupIntents', 'setup_intent'] as ['setupIntents', string] }

type Old = { payment_method_types?: string[] }

function withOldTypes(path: string): { schema: Schema } {
  const schema = parametersOf('POST', path)
  const old: Schema = { type: 'array', items: { type: 'string' } }
  return { schema: { ...schema, properties: { ...schema?.properties, payment_method_types: old } } }
}

export const setupIntentRoutes = [
  route<Stripe.SetupIntentCreateParams & Old>('POST', setups, create, withOldTypes(setups)),
  route<Stripe.SetupIntentListParams>('GET', setups, list),
  route('GET', `${setups}/{id}`, call => setupIntentOf(call.account, call.id), setup),
  route<Stripe.SetupIntentUpdateParams & Old>('POST', `${setups}/{id}`, update, {
    ...setup,
    ...withOldTypes(`${setups}/{id}`),
  }),
  route<Stripe.SetupIntentCancelParams>(
    'POST',
    `${setups}/{id}/cancel`,
    call => cancelSetupIntent(call.account, call.id, call.params),
    setup,
  ),
  route<Stripe.SetupAttemptListParams>('GET', '/v1/setup_attempts', attempts),
]

function create(call: Call<Stripe.SetupIntentCreateParams & Old>) {
  refuseOldTypes(call)
  return createSetupIntent(call.account, call.params)
}

function update(call: Call<Stripe.SetupIntentUpdateParams & Old>) {
  refuseOldTypes(call)
  return updateSetupIntent(call.account, call.id, call.params)
}

function list({ account, params }: Call<Stripe.SetupIntentListParams>) {
  return listOf(
    account.tables.setupIntents,
    setups,
    params,
    each =>
      (params.customer === undefined || each.customer === params.customer) &&
      (params.payment_method === undefined || each.payment_method === params.payment_method),
  )
}

function attempts({ account, params }: Call<Stripe.SetupAttemptListParams>) {
  return listOf(
    account.tables.setupAttempts,
    '/v1/setup_attempts',
    params,
    each => each.setup_intent === params.setup_intent,
  )
}
