import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { emptyAddress } from '../model/charges.ts'
import { checkCustomer } from '../model/intents.ts'
import { mergeMetadata } from '../model/metadata.ts'
import type { Method } from '../model/objects.ts'
import { badParameter, invalid } from '../refusal.ts'
import { type Call, route } from '../route.ts'
import { emit } from '../webhooks.ts'

const methods = '/v1/payment_methods'
const method = { target: ['paymentMethods', 'PaymentMethod'] as ['paymentMethods', string] }

export const paymentMethodRoutes = [
  route<Stripe.PaymentMethodListParams>('GET', methods, list),
  route('GET', `${methods}/{id}`, ({ account, id }) => account.tables.paymentMethods.get(id), method),
  route<Stripe.PaymentMethodUpdateParams>('POST', `${methods}/{id}`, update, method),
  route<Stripe.PaymentMethodAttachParams>('POST', `${methods}/{id}/attach`, attach, method),
  route('POST', `${methods}/{id}/detach`, detach, method),
]

function list({ account, params }: Call<Stripe.PaymentMethodListParams>) {
  return listOf(
    account.tables.paymentMethods,
    methods,
    params,
    each =>
      each.customer !== null &&
      (params.customer === undefined || each.customer === params.customer) &&
      (params.type === undefined || each.type === params.type) &&
      (params.allow_redisplay === undefined || each.allow_redisplay === params.allow_redisplay),
  )
}

function found({ account, id }: Call<unknown>): Method {
  const known = account.tables.paymentMethods.get(id)
  if (!known) throw new Error(`No payment method ${id}.`)
  return known
}

function update(call: Call<Stripe.PaymentMethodUpdateParams>) {
  const { account, params } = call
  const known = found(call)
  if (known.customer === null)
    throw invalid('You must save this PaymentMethod to a customer before you can update it.')
  known.metadata = mergeMetadata(known.metadata, params.metadata)
  if (params.allow_redisplay) known.allow_redisplay = params.allow_redisplay
  const { address, email, name, phone } = params.billing_details ?? {}
  if (address) known.billing_details.address = { ...emptyAddress(), ...address }
  if (email !== undefined) known.billing_details.email = email || null
  if (name !== undefined) known.billing_details.name = name || null
  if (phone !== undefined) known.billing_details.phone = phone || null
  account.tables.paymentMethods.put(known)
  emit(account, 'payment_method.updated', known)
  return known
}

function attach(call: Call<Stripe.PaymentMethodAttachParams>) {
  const { account, params } = call
  const known = found(call)
  if (!params.customer)
    throw badParameter('Missing required param: customer.', 'parameter_missing', 'customer')
  checkCustomer(account, params.customer)
  if (known.type !== 'card')
    throw invalid(
      `PaymentMethods of type ${known.type} cannot be saved to customers.`,
      'payment_method_unexpected_state',
    )
  if (known.customer !== null && known.customer !== params.customer) {
    throw invalid(
      'The payment method you provided has already been attached to a customer.',
      'payment_method_unexpected_state',
    )
  }
  known.customer = params.customer
  account.tables.paymentMethods.put(known)
  emit(account, 'payment_method.attached', known)
  return known
}

function detach(call: Call<unknown>) {
  const { account } = call
  const known = found(call)
  if (known.customer === null)
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      'payment_method_unexpected_state',
    )
  known.customer = null
  account.tables.paymentMethods.put(known)
  emit(account, 'payment_method.detached', known)
  return known
}
