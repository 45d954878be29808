import type Stripe from 'stripe'

/**
 * Stripe's own declarations as this program keeps them: where the API allows an id or the expanded object,
 * the store holds the id, and `expand.ts` puts the object in when a request asks for it.
 */
export type Stored<T> = { [K in keyof T]: IdOnly<T[K]> }

type IdOnly<V> = [Extract<V, string>] extends [never] ? V : Exclude<V, { object: string }>

export type Location = Stored<Stripe.Terminal.Location>
export type Configuration = Stripe.Terminal.Configuration
export type Intent = Stored<Stripe.PaymentIntent>
export type Charge = Omit<Stored<Stripe.Charge>, 'refunds'>
export type Refund = Stored<Stripe.Refund>
export type Method = Stored<Stripe.PaymentMethod>
export type Customer = Stored<Stripe.Customer>
export type SetupIntent = Stored<Stripe.SetupIntent>
export type SetupAttempt = Stored<Stripe.SetupAttempt>
export type Endpoint = Stripe.WebhookEndpoint
export type BalanceTransaction = Stored<Stripe.BalanceTransaction>
export type Payout = Stored<Stripe.Payout>
export type StoredFile = Stripe.File

type StripeAction = Stripe.Terminal.Reader.Action
type ActionHash<K extends keyof StripeAction> = Stored<NonNullable<StripeAction[K]>>

/** The reader's one action slot. Exactly one of the hashes is there: the one named like `type`. */
export type Action = {
  type:
    | 'process_payment_intent'
    | 'collect_payment_method'
    | 'confirm_payment_intent'
    | 'process_setup_intent'
    | 'refund_payment'
    | 'set_reader_display'
    | 'collect_inputs'
  status: 'in_progress' | 'succeeded' | 'failed'
  failure_code: string | null
  failure_message: string | null
  api_error: StripeAction['api_error']
  process_payment_intent?: ActionHash<'process_payment_intent'>
  collect_payment_method?: ActionHash<'collect_payment_method'>
  confirm_payment_intent?: ActionHash<'confirm_payment_intent'>
  process_setup_intent?: ActionHash<'process_setup_intent'>
  refund_payment?: ActionHash<'refund_payment'>
  set_reader_display?: NonNullable<StripeAction['set_reader_display']>
  collect_inputs?: NonNullable<StripeAction['collect_inputs']>
}

export type Reader = Omit<Stored<Stripe.Terminal.Reader>, 'action' | 'deleted'> & { action: Action | null }

/** An event as it is kept: `data` is already the text that every endpoint gets. */
export type StoredEvent = {
  id: string
  type: string
  created: number
  data: string
  request: { id: string | null; idempotency_key: string | null }
  pending_webhooks: number
  delivered: boolean
}

/** What is left of a deleted object. */
export type Tombstone = { id: string; object: string; deleted: true } & Record<string, unknown>
