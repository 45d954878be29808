import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { lockTimeout, noSuchParam } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { attachMethod } from './intent-method.ts'
import { checkTexts, details, shippingOf } from './intent-parts.ts'
import { mergeMetadata } from './metadata.ts'
import { checkAmount, readCurrency } from './money.ts'
import type { Intent } from './objects.ts'
import { methodOptions, methodTypes } from './payment-method-types.ts'

type Create = Stripe.PaymentIntentCreateParams & { payment_method_types?: string[] }

/** A new intent, stored and announced: in `requires_payment_method`, or `requires_confirmation` with a kept card. */
export function createIntent(account: Account, params: Create): Intent {
  const currency = readCurrency(params.currency)
  checkAmount(params.amount, currency)
  checkTexts(params)
  checkCustomer(account, params.customer)
  const id = account.ids.make('pi')
  const intent: Intent = {
    ...blank(account, id),
    ...methodTypes(params, currency),
    amount: params.amount,
    currency,
    application_fee_amount: params.application_fee_amount ?? null,
    capture_method: params.capture_method ?? 'automatic_async',
    confirmation_method: params.confirmation_method ?? 'automatic',
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata(null, params.metadata),
    on_behalf_of: params.on_behalf_of ?? null,
    receipt_email: params.receipt_email || null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping ? shippingOf(params.shipping) : null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
    ...details(params),
  }
  intent.payment_method_options = methodOptions(
    intent.payment_method_types,
    params.payment_method_options,
    null,
  )
  if (params.payment_method) attachMethod(account, intent, params.payment_method)
  account.tables.paymentIntents.put(intent)
  emit(account, 'payment_intent.created', intent)
  return intent
}

function blank(account: Account, id: string): Intent {
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${account.ids.make('x', 25).slice(2)}`,
    confirmation_method: 'automatic',
    created: account.clock.seconds(),
    currency: '',
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: account.livemode,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: [],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: null,
  }
}

export function checkCustomer(account: Account, id: string | undefined): void {
  if (id && !account.tables.customers.get(id)) throw noSuchParam('customer', id, 'customer')
}

/** The intent of a path id, which exists. Throws 429 while another request or an authorisation works on it. */
export function unlockedIntent(account: Account, id: string): Intent {
  const intent = account.tables.paymentIntents.get(id)
  if (!intent) throw new Error(`No intent ${id}.`)
  if (account.locked.has(id)) throw lockTimeout()
  return intent
}
