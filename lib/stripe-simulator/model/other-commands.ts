import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, noSuchParam } from '../refusal.ts'
import { newAction, startAction } from './actions.ts'
import { command } from './command.ts'
import { mergeMetadata } from './metadata.ts'
import { readCurrency } from './money.ts'
import type { Reader } from './objects.ts'
import { chargeToRefund, refundable } from './refunds.ts'

type Setup = Stripe.Terminal.ReaderProcessSetupIntentParams
type Refund = Stripe.Terminal.ReaderRefundPaymentParams
type Display = Stripe.Terminal.ReaderSetReaderDisplayParams

/** Asks for a card to keep, without charging it. */
export async function processSetup(account: Account, id: string, params: Setup): Promise<Reader> {
  const setup = account.tables.setupIntents.get(params.setup_intent)
  if (!setup) throw noSuchParam('setup_intent', params.setup_intent, 'setup_intent')
  const ready = () => {
    if (setup.status === 'requires_payment_method' && setup.payment_method_types.includes('card_present'))
      return
    throw invalid(
      'Setup intent must be in the requires_payment_method state to be processed by a reader.',
      'intent_invalid_state',
    )
  }
  ready()
  const redisplay =
    (['always', 'limited', 'unspecified'] as const).find(each => each === params.allow_redisplay) ?? null
  return command(account, id, reader => {
    ready()
    const process_config = params.process_config ? { process_config: params.process_config } : {}
    const hash = { setup_intent: setup.id, ...process_config }
    return startAction(
      account,
      reader,
      newAction({ type: 'process_setup_intent', process_setup_intent: hash }),
      { redisplay },
    )
  })
}

/** Asks for the Interac card that paid, to give it its money back. All other cards are refunded through the API. */
export async function refundPayment(account: Account, id: string, params: Refund): Promise<Reader> {
  const charge = chargeToRefund(account, params)
  if (charge.payment_method_details?.type !== 'interac_present') {
    throw invalid(
      'Only Interac payments are refunded on a reader. Use the Refunds API for this charge.',
      'charge_not_refundable',
      params.charge ? 'charge' : 'payment_intent',
    )
  }
  const amount = refundable(charge, params.amount)
  const { metadata, refund_payment_config, refund_application_fee, reverse_transfer } = params
  const hash = {
    charge: charge.id,
    ...(charge.payment_intent ? { payment_intent: charge.payment_intent } : {}),
    amount,
    ...(metadata ? { metadata: mergeMetadata(null, metadata) } : {}),
    ...(refund_payment_config ? { refund_payment_config } : {}),
    ...(refund_application_fee === undefined ? {} : { refund_application_fee }),
    ...(reverse_transfer === undefined ? {} : { reverse_transfer }),
  }
  return command(account, id, reader =>
    startAction(account, reader, newAction({ type: 'refund_payment', refund_payment: hash }), {
      amount,
      currency: charge.currency,
    }),
  )
}

/** Shows a cart. Nothing is added up or charged, and the action stays in progress for ever. */
export async function setDisplay(account: Account, id: string, params: Display): Promise<Reader> {
  const { cart } = params
  if (!cart) throw badParameter('Missing required param: cart.', 'parameter_missing', 'cart')
  readCurrency(cart.currency)
  const shown = { ...cart, currency: cart.currency.toLowerCase(), tax: cart.tax ?? null }
  const hash = { type: 'cart' as const, cart: shown }
  return command(account, id, reader =>
    startAction(account, reader, newAction({ type: 'set_reader_display', set_reader_display: hash })),
  )
}
