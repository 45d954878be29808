import type Stripe from 'stripe'
import { badParameter } from '../refusal.ts'
import type { Intent } from './objects.ts'

type Sent = Pick<
  Stripe.PaymentIntentUpdateParams,
  'allowed_payment_method_types' | 'excluded_payment_method_types' | 'payment_method_configuration'
> & {
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: string }
  payment_method_types?: string[]
}

type Types = Pick<
  Intent,
  | 'allowed_payment_method_types'
  | 'automatic_payment_methods'
  | 'excluded_payment_method_types'
  | 'payment_method_types'
>

/**
 * Works out which kinds of payment an intent takes. Entries that do not go with the currency are dropped without a
 * word: https://docs.stripe.com/changelog/dahlia/2026-07-29
 */
export function methodTypes(params: Sent, currency: string): Types {
  const allowed = params.allowed_payment_method_types
  if (allowed) return fromAllowed(params, allowed, currency)
  if (params.payment_method_types) {
    return { ...neither, payment_method_types: params.payment_method_types }
  }
  const excluded = params.excluded_payment_method_types || null
  const types = ['card', 'link'].filter(type => !excluded?.some(each => each === type))
  const allow_redirects = params.automatic_payment_methods?.allow_redirects ?? 'always'
  return {
    allowed_payment_method_types: null,
    automatic_payment_methods: { enabled: true, allow_redirects },
    excluded_payment_method_types: excluded,
    payment_method_types: types,
  }
}

const neither = {
  allowed_payment_method_types: null,
  automatic_payment_methods: null,
  excluded_payment_method_types: null,
}

function fromAllowed(
  params: Sent,
  allowed: NonNullable<Sent['allowed_payment_method_types']>,
  currency: string,
): Types {
  const others = [
    'excluded_payment_method_types',
    'automatic_payment_methods',
    'payment_method_configuration',
  ] as const
  const other = others.find(name => params[name] !== undefined)
  if (other) {
    const message = `You may only specify one of these parameters: allowed_payment_method_types, ${other}.`
    throw badParameter(message, 'parameters_exclusive', 'allowed_payment_method_types')
  }
  const fits = allowed.filter(type => type !== 'interac_present' || currency === 'cad')
  return { ...neither, allowed_payment_method_types: allowed, payment_method_types: fits }
}

type Options = NonNullable<Intent['payment_method_options']>

/** The options hash of the answer: an entry for every kind that the intent takes. */
export function methodOptions(
  types: readonly string[],
  sent: Stripe.PaymentIntentUpdateParams.PaymentMethodOptions | undefined,
  old: Options | null,
): Options {
  const options: Options = {}
  if (types.includes('card')) options.card = old?.card ?? cardOptions()
  if (types.includes('card_present'))
    options.card_present = presentOptions(sent?.card_present, old?.card_present)
  if (types.includes('interac_present')) options.interac_present = {}
  return options
}

function cardOptions(): NonNullable<Options['card']> {
  return { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' }
}

type Present = NonNullable<Options['card_present']>
type SentPresent = Stripe.PaymentIntentUpdateParams.PaymentMethodOptions['card_present']

function presentOptions(sent: SentPresent, old: Present | undefined): Present {
  const given = sent || {}
  const options: Present = {
    ...old,
    request_extended_authorization:
      given.request_extended_authorization ?? old?.request_extended_authorization ?? false,
    request_incremental_authorization_support:
      given.request_incremental_authorization_support ??
      old?.request_incremental_authorization_support ??
      false,
  }
  if (given.capture_method) options.capture_method = given.capture_method
  if (given.routing) options.routing = { requested_priority: given.routing.requested_priority ?? null }
  return options
}
