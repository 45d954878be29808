import type { Request, TestWanted, Wanted } from '#lib/ports/payments.ts'

/** Our wants in Stripe's words. What comes out is written down and sent as it stands, however often. */
export function requestFor(wanted: Wanted): Request {
  switch (wanted.step) {
    case 'create':
      return creation(wanted)
    case 'update':
      return { path: intent(wanted.paymentIntent), params: { amount: wanted.amount.minor } }
    case 'process':
      return {
        path: `${reader(wanted.readerId)}/process_payment_intent`,
        params: {
          payment_intent: wanted.paymentIntent,
          process_config: {
            enable_customer_cancellation: true,
            ...(wanted.skipsTip ? { skip_tipping: true } : {}),
          },
        },
      }
    case 'collect':
      return {
        path: `${reader(wanted.readerId)}/collect_payment_method`,
        params: {
          payment_intent: wanted.paymentIntent,
          collect_config: { enable_customer_cancellation: true },
        },
      }
    case 'confirm':
      return {
        path: `${reader(wanted.readerId)}/confirm_payment_intent`,
        params: { payment_intent: wanted.paymentIntent },
      }
    case 'refund':
      return refunding(wanted)
    case 'cancel_action':
      return { path: `${reader(wanted.readerId)}/cancel_action`, params: {} }
    case 'cancel':
      return { path: `${intent(wanted.paymentIntent)}/cancel`, params: {} }
    case 'capture':
      return {
        path: `${intent(wanted.paymentIntent)}/capture`,
        params: { amount_to_capture: wanted.amount.minor, expand: ['latest_charge'] },
      }
  }
}

/** `payment_method_types` may no longer be sent: https://docs.stripe.com/changelog/endive/2026-09-30 */
function creation(wanted: Extract<Wanted, { step: 'create' }>): Request {
  return {
    path: '/v1/payment_intents',
    params: {
      amount: wanted.amount.minor,
      currency: wanted.amount.currency,
      allowed_payment_method_types: wanted.interac ? ['card_present', 'interac_present'] : ['card_present'],
      ...capturing(wanted.holds),
      description: wanted.description,
      metadata: {
        tapline_sale: wanted.saleId,
        tapline_tender: wanted.tenderId,
        tapline_shop: wanted.shopId,
      },
    },
  }
}

/** Stripe declines every Interac and eftpos card with manual capture: https://docs.stripe.com/terminal/payments/regional */
function capturing(holds: Extract<Wanted, { step: 'create' }>['holds']): Request['params'] {
  if (holds === undefined) return { capture_method: 'automatic' }
  if (holds === 'every_card') return { capture_method: 'manual' }
  const preferred = { card_present: { capture_method: 'manual_preferred' } }
  return { capture_method: 'automatic', payment_method_options: preferred }
}

function refunding(wanted: Extract<Wanted, { step: 'refund' }>): Request {
  return {
    path: '/v1/refunds',
    params: {
      payment_intent: wanted.paymentIntent,
      amount: wanted.amount.minor,
      reason: wanted.reason,
      metadata: {
        tapline_refund: wanted.refundId,
        tapline_sale: wanted.saleId,
        tapline_shop: wanted.shopId,
      },
    },
  }
}

/** A test payment is like any other but for its metadata. Without an amount its refund is all that is left, a tip with it. */
export function testRequestFor(wanted: TestWanted): Request {
  const metadata = { tapline_test: wanted.testId, tapline_shop: wanted.shopId }
  if (wanted.step === 'refund')
    return { path: '/v1/refunds', params: { payment_intent: wanted.paymentIntent, metadata } }
  return {
    path: '/v1/payment_intents',
    params: {
      amount: wanted.amount.minor,
      currency: wanted.amount.currency,
      allowed_payment_method_types: ['card_present'],
      capture_method: 'automatic',
      description: 'Test payment, given back at once',
      metadata,
    },
  }
}

const intent = (id: string): string => `/v1/payment_intents/${encodeURIComponent(id)}`
const reader = (id: string): string => `/v1/terminal/readers/${encodeURIComponent(id)}`
