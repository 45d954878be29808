import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { invalid } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { checkCustomer } from './intents.ts'
import { mergeMetadata } from './metadata.ts'
import type { SetupIntent } from './objects.ts'
import { methodTypes } from './payment-method-types.ts'

type Create = Stripe.SetupIntentCreateParams & { payment_method_types?: string[] }

export function createSetupIntent(account: Account, params: Create): SetupIntent {
  checkCustomer(account, params.customer)
  const id = account.ids.make('seti')
  const types = methodTypes(params, '')
  const setup = account.tables.setupIntents.put({
    id,
    object: 'setup_intent',
    ...types,
    application: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${account.ids.make('x', 25).slice(2)}`,
    created: account.clock.seconds(),
    customer: params.customer ?? null,
    description: params.description ?? null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: account.livemode,
    mandate: null,
    metadata: mergeMetadata(null, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: optionsFor(types.payment_method_types),
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  })
  emit(account, 'setup_intent.created', setup)
  return setup
}

function optionsFor(types: string[]): NonNullable<SetupIntent['payment_method_options']> {
  const card = { mandate_options: null, network: null, request_three_d_secure: 'automatic' as const }
  return {
    ...(types.includes('card') ? { card } : {}),
    ...(types.includes('card_present') ? { card_present: {} } : {}),
  }
}

const open = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** The setup intent of a path id, which exists. */
export function setupIntentOf(account: Account, id: string): SetupIntent {
  const setup = account.tables.setupIntents.get(id)
  if (!setup) throw new Error(`No setup intent ${id}.`)
  return setup
}

export function updateSetupIntent(
  account: Account,
  id: string,
  params: Stripe.SetupIntentUpdateParams,
): SetupIntent {
  const setup = setupIntentOf(account, id)
  const locked = Object.keys(params).find(name => !['metadata', 'description', 'expand'].includes(name))
  if (locked && !open.includes(setup.status)) throw unexpected(setup, 'update')
  checkCustomer(account, params.customer)
  setup.customer = params.customer ?? setup.customer
  setup.description = params.description ?? setup.description
  setup.metadata = mergeMetadata(setup.metadata, params.metadata)
  if (params.allowed_payment_method_types) {
    Object.assign(
      setup,
      methodTypes({ allowed_payment_method_types: params.allowed_payment_method_types }, ''),
    )
  }
  return account.tables.setupIntents.put(setup)
}

export function cancelSetupIntent(
  account: Account,
  id: string,
  params: Stripe.SetupIntentCancelParams,
): SetupIntent {
  const setup = setupIntentOf(account, id)
  if (!open.includes(setup.status)) throw unexpected(setup, 'cancel')
  setup.status = 'canceled'
  setup.cancellation_reason = params.cancellation_reason ?? null
  account.tables.setupIntents.put(setup)
  emit(account, 'setup_intent.canceled', setup)
  return setup
}

function unexpected(setup: SetupIntent, verb: string) {
  return invalid(
    `You cannot ${verb} this SetupIntent because it has a status of ${setup.status}. Only a SetupIntent with one of the following statuses may be ${verb === 'cancel' ? 'canceled' : 'updated'}: ${open.join(', ')}.`,
    'setup_intent_unexpected_state',
  )
}
