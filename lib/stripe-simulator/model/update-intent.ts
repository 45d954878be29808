import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { invalid } from '../refusal.ts'
import { attachMethod } from './intent-method.ts'
import { amountDetails, checkTexts, details, shippingOf } from './intent-parts.ts'
import { checkCustomer, unlockedIntent } from './intents.ts'
import { mergeMetadata } from './metadata.ts'
import { checkAmount, readCurrency } from './money.ts'
import type { Intent } from './objects.ts'
import { methodOptions, methodTypes } from './payment-method-types.ts'

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
  if (params.payment_method) attachMethod(account, intent, params.payment_method)
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
  if (params.amount_details)
    intent.amount_details = { ...intent.amount_details, ...amountDetails(params.amount_details) }
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
