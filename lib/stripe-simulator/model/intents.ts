import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, lockTimeout, noSuchParam } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { mergeMetadata } from './metadata.ts'
import { checkAmount, readCurrency } from './money.ts'
import type { Intent } from './objects.ts'
import { methodOptions, methodTypes } from './payment-method-types.ts'

type Create = Stripe.PaymentIntentCreateParams & { payment_method_types?: string[] }

/** A new intent in `requires_payment_method`, stored and announced. */
export function createIntent(account: Account, params: Create): Intent {
  const currency = readCurrency(params.currency)
  checkAmount(params.amount, currency)
  checkTexts(params)
  checkCustomer(account, params.customer)
  const id = account.ids.make('pi')
  const intent = account.tables.paymentIntents.put({
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
  })
  intent.payment_method_options = methodOptions(
    intent.payment_method_types,
    params.payment_method_options,
    null,
  )
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

/** The optional hashes that are only there when they were sent. */
function details(params: Pick<Create, 'payment_details'>): Partial<Intent> {
  if (!params.payment_details) return {}
  const { customer_reference, order_reference } = params.payment_details
  return {
    payment_details: {
      customer_reference: customer_reference || null,
      order_reference: order_reference || null,
    },
  }
}

function shippingOf(sent: {
  name?: string
  address?: object
  phone?: string
  carrier?: string
  tracking_number?: string
}) {
  const none = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
  return {
    address: { ...none, ...sent.address },
    carrier: sent.carrier ?? null,
    name: sent.name ?? '',
    phone: sent.phone ?? null,
    tracking_number: sent.tracking_number ?? null,
  }
}

type Texts = Pick<
  Stripe.PaymentIntentUpdateParams,
  'statement_descriptor' | 'statement_descriptor_suffix' | 'receipt_email'
>

function checkTexts(params: Texts): void {
  if (params.statement_descriptor) {
    throw badParameter(
      'The `statement_descriptor` parameter is not supported for card payments. Use `statement_descriptor_suffix` instead.',
      undefined,
      'statement_descriptor',
    )
  }
  if ((params.statement_descriptor_suffix?.length ?? 0) > 22) {
    throw badParameter(
      'The statement descriptor suffix must be at most 22 characters.',
      undefined,
      'statement_descriptor_suffix',
    )
  }
  if (params.receipt_email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(params.receipt_email)) {
    throw badParameter(`Invalid email address: ${params.receipt_email}`, 'email_invalid', 'receipt_email')
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

const beforeConfirmation = ['requires_payment_method', 'requires_confirmation', 'requires_action']
const alwaysEditable = new Set([
  'metadata',
  'description',
  'receipt_email',
  'expand',
  'transfer_group',
  'payment_details',
  'shipping',
])

/** Changes an intent; what is paid or held can only change its labels. */
export function updateIntent(account: Account, id: string, params: Stripe.PaymentIntentUpdateParams): Intent {
  const intent = unlockedIntent(account, id)
  const fixed = Object.keys(params).find(name => !alwaysEditable.has(name))
  if (fixed && !beforeConfirmation.includes(intent.status)) throw notUpdatable(intent, fixed)
  const currency = params.currency ? readCurrency(params.currency) : intent.currency
  if (params.amount !== undefined || params.currency) checkAmount(params.amount ?? intent.amount, currency)
  checkTexts(params)
  checkCustomer(account, params.customer)
  applyUpdate(intent, params, currency)
  return account.tables.paymentIntents.put(intent)
}

function applyUpdate(intent: Intent, params: Stripe.PaymentIntentUpdateParams, currency: string): void {
  intent.amount = params.amount ?? intent.amount
  intent.currency = currency
  intent.capture_method = params.capture_method ?? intent.capture_method
  intent.customer = params.customer ?? intent.customer
  intent.metadata = mergeMetadata(intent.metadata, params.metadata)
  intent.transfer_group = params.transfer_group ?? intent.transfer_group
  intent.statement_descriptor_suffix =
    params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix
  if (params.description !== undefined) intent.description = params.description || null
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email || null
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage || null
  if (params.application_fee_amount !== undefined)
    intent.application_fee_amount = params.application_fee_amount || null
  if (params.shipping !== undefined) intent.shipping = params.shipping ? shippingOf(params.shipping) : null
  if (params.payment_details) Object.assign(intent, details({ payment_details: params.payment_details }))
  if (params.allowed_payment_method_types) Object.assign(intent, methodTypes(params, currency))
  intent.payment_method_options = methodOptions(
    intent.payment_method_types,
    params.payment_method_options,
    intent.payment_method_options,
  )
}

function notUpdatable(intent: Intent, field: string) {
  return invalid(
    `This PaymentIntent's ${field} could not be updated because it has a status of ${intent.status}. You may only update the ${field} of a PaymentIntent with one of the following statuses: ${beforeConfirmation.join(', ')}.`,
    'payment_intent_unexpected_state',
    field,
  )
}
