import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { emptyAddress } from './charges.ts'
import { mergeMetadata } from './metadata.ts'
import type { Customer, Tombstone } from './objects.ts'

type Create = Stripe.CustomerCreateParams
type Update = Stripe.CustomerUpdateParams

export function createCustomer(account: Account, params: Create): Customer {
  checkEmail(params.email)
  const customer: Customer = {
    id: account.ids.make('cus', 14),
    object: 'customer',
    address: null,
    balance: params.balance ?? 0,
    created: account.clock.seconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: account.ids.hex(8),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: account.livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  apply(customer, params)
  account.tables.customers.put(customer)
  emit(account, 'customer.created', customer)
  return customer
}

export function updateCustomer(account: Account, id: string, params: Update): Customer {
  const customer = account.tables.customers.get(id)
  if (!customer) throw new Error(`No customer ${id}.`)
  checkEmail(params.email)
  const before = structuredClone(customer)
  apply(customer, params)
  account.tables.customers.put(customer)
  const changed = Object.entries(before).filter(([name, value]) => {
    const now = Object.entries(customer).find(([each]) => each === name)?.[1]
    return JSON.stringify(now) !== JSON.stringify(value)
  })
  emit(account, 'customer.updated', customer, Object.fromEntries(changed))
  return customer
}

function apply(customer: Customer, params: Create | Update): void {
  for (const name of ['description', 'email', 'name', 'phone'] as const) {
    if (params[name] !== undefined) customer[name] = params[name] || null
  }
  if (params.address !== undefined)
    customer.address = params.address ? { ...emptyAddress(), ...params.address } : null
  if (params.preferred_locales) customer.preferred_locales = params.preferred_locales
  customer.metadata = mergeMetadata(customer.metadata, params.metadata)
}

function checkEmail(email: string | undefined): void {
  if (!email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return
  throw badParameter(`Invalid email address: ${email}`, 'email_invalid', 'email')
}

export function deleteCustomer(account: Account, id: string): Tombstone {
  const customer = account.tables.customers.get(id)
  account.tables.customers.remove(id)
  for (const method of account.tables.paymentMethods.oldestFirst()) {
    if (method.customer === id) account.tables.paymentMethods.put({ ...method, customer: null })
  }
  if (customer) emit(account, 'customer.deleted', customer)
  return account.tables.tombstones.put({ id, object: 'customer', deleted: true })
}
