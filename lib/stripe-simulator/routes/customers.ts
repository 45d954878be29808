import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { createCustomer, deleteCustomer, updateCustomer } from '../model/customers.ts'
import { type Call, route } from '../route.ts'
import { type SearchParams, search } from '../search.ts'

const customers = '/v1/customers'
const customer = { target: ['customers', 'customer'] as ['customers', string] }

export const customerRoutes = [
  route<SearchParams>('GET', `${customers}/search`, ({ account, params }) =>
    search(account.tables.customers, `${customers}/search`, params),
  ),
  route<Stripe.CustomerCreateParams>('POST', customers, call => createCustomer(call.account, call.params)),
  route<Stripe.CustomerListParams>('GET', customers, list),
  route(
    'GET',
    `${customers}/{id}`,
    ({ account, id }) => account.tables.customers.get(id) ?? account.tables.tombstones.get(id),
    customer,
  ),
  route<Stripe.CustomerUpdateParams>(
    'POST',
    `${customers}/{id}`,
    call => updateCustomer(call.account, call.id, call.params),
    customer,
  ),
  route('DELETE', `${customers}/{id}`, call => deleteCustomer(call.account, call.id), customer),
  route<Stripe.CustomerListPaymentMethodsParams>(
    'GET',
    `${customers}/{id}/payment_methods`,
    methods,
    customer,
  ),
]

function list({ account, params }: Call<Stripe.CustomerListParams>) {
  return listOf(
    account.tables.customers,
    customers,
    params,
    each => params.email === undefined || each.email === params.email,
  )
}

function methods({ account, id, params }: Call<Stripe.CustomerListPaymentMethodsParams>) {
  return listOf(
    account.tables.paymentMethods,
    `${customers}/${id}/payment_methods`,
    params,
    each =>
      each.customer === id &&
      (params.type === undefined || each.type === params.type) &&
      (params.allow_redisplay === undefined || each.allow_redisplay === params.allow_redisplay),
  )
}
