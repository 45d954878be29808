import type Stripe from 'stripe'
import { badParameter } from '../refusal.ts'
import type { Intent } from './objects.ts'

/** The optional hashes that are only there when they were sent. */
export function details(
  params: Pick<Stripe.PaymentIntentCreateParams, 'payment_details' | 'amount_details' | 'transfer_data'>,
): Partial<Intent> {
  const found: Partial<Intent> = {}
  if (params.payment_details) {
    const { customer_reference, order_reference } = params.payment_details
    found.payment_details = {
      customer_reference: customer_reference || null,
      order_reference: order_reference || null,
    }
  }
  if (params.amount_details) found.amount_details = { tip: {}, ...amountDetails(params.amount_details) }
  if (params.transfer_data) {
    const { amount, destination } = params.transfer_data
    found.transfer_data = { destination, ...(amount === undefined ? {} : { amount }) }
  }
  return found
}

/** The parts of the amount that were sent along. Line items are accepted and not kept. */
export function amountDetails(
  sent: NonNullable<Stripe.PaymentIntentCreateParams['amount_details']>,
): NonNullable<Intent['amount_details']> {
  const { tax, shipping, discount_amount } = sent
  return {
    ...(tax ? { tax: { total_tax_amount: tax.total_tax_amount } } : {}),
    ...(discount_amount ? { discount_amount } : {}),
    ...(shipping
      ? {
          shipping: {
            amount: shipping.amount || null,
            from_postal_code: shipping.from_postal_code || null,
            to_postal_code: shipping.to_postal_code || null,
          },
        }
      : {}),
  }
}

/** A delivery address as intents and charges tell it. */
export function shippingOf(sent: {
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

/** Throws for texts that a card payment cannot carry. */
export function checkTexts(params: Texts): void {
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
