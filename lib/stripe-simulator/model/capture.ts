import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { takeFault } from '../faults.ts'
import { badParameter, invalid } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { raise } from './increment.ts'
import { unlockedIntent } from './intents.ts'
import { mergeMetadata } from './metadata.ts'
import { shown } from './money.ts'
import type { Charge, Intent } from './objects.ts'

/** Takes money that is held, all or a part; the rest of the hold is let go. */
export function captureIntent(
  account: Account,
  id: string,
  params: Stripe.PaymentIntentCaptureParams,
): Intent {
  const intent = unlockedIntent(account, id)
  const charge = account.tables.charges.get(intent.latest_charge ?? '')
  if (charge?.payment_method_details?.type === 'interac_present' && charge.captured)
    throw interacCaptured(charge)
  if (intent.status !== 'requires_capture' || !charge) throw notCapturable(intent)
  lapses(account, intent)
  const amount = params.amount_to_capture ?? intent.amount_capturable
  reach(account, intent, charge, amount)
  intent.metadata = mergeMetadata(intent.metadata, params.metadata)
  intent.statement_descriptor_suffix =
    params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix
  if (params.application_fee_amount !== undefined) {
    intent.application_fee_amount = params.application_fee_amount || null
  }
  take(account, intent, charge, amount)
  return intent
}

function take(account: Account, intent: Intent, charge: Charge, amount: number): void {
  account.unschedule(`expire:${intent.id}`)
  // A tip on the receipt raises the charge; less than the hold lets the rest go as a refund that never moved money.
  charge.amount = Math.max(charge.amount, amount)
  intent.amount = Math.max(intent.amount, amount)
  charge.captured = true
  charge.amount_captured = amount
  charge.amount_refunded = charge.amount - amount
  intent.status = 'succeeded'
  intent.amount_capturable = 0
  intent.amount_received = amount
  account.tables.charges.put(charge)
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.captured', charge)
  emit(account, 'payment_intent.succeeded', intent)
  account.schedule({
    id: `settle:${charge.id}`,
    due: account.clock.now() + 1000,
    kind: 'settle',
    ref: charge.id,
  })
}

/** The bank has let the hold go before its deadline: nothing can be taken, and the intent ends at once or that much later. */
function lapses(account: Account, intent: Intent): void {
  const lapsed = takeFault(account, 'hold_lapsed')
  if (!lapsed) return
  const due = account.clock.now() + (lapsed.delay_ms ?? 0)
  account.schedule({ id: `expire:${intent.id}`, due, kind: 'expire_hold', ref: intent.id })
  throw invalid(
    'The authorization for this charge has expired, so it can no longer be captured.',
    'capture_charge_authorization_expired',
  )
}

/** Sees that the hold is enough: by overcapture for a tip on the receipt, else by holding more first. */
function reach(account: Account, intent: Intent, charge: Charge, amount: number): void {
  if (amount < 1) {
    throw badParameter(
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
      'amount_to_capture',
    )
  }
  const held = intent.amount_capturable
  const present = charge.payment_method_details?.card_present
  const limit = present?.overcapture_supported ? held + Math.max(Math.floor(held / 2), 5000) : held
  if (amount <= limit) return
  if (present?.incremental_authorization_supported) {
    raise(account, intent, charge, amount)
    return
  }
  throw invalid(
    `The amount ${shown(amount, intent.currency)} is greater than the amount that can be captured, ${shown(limit, intent.currency)}.`,
    'amount_too_large',
    'amount_to_capture',
  )
}

function notCapturable(intent: Intent) {
  return invalid(
    `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    'payment_intent_unexpected_state',
  )
}

function interacCaptured(charge: Charge) {
  return invalid(`Charge ${charge.id} has already been captured.`, 'charge_already_captured')
}

const cancelable = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action']

/** Ends an intent for good; a hold is let go. */
export function cancelIntent(account: Account, id: string, params: Stripe.PaymentIntentCancelParams): Intent {
  const intent = unlockedIntent(account, id)
  if (!cancelable.includes(intent.status)) {
    throw invalid(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(', ')}.`,
      'payment_intent_unexpected_state',
    )
  }
  return end(account, intent, params.cancellation_reason ?? null)
}

function end(account: Account, intent: Intent, reason: Intent['cancellation_reason']): Intent {
  const held = intent.status === 'requires_capture'
  intent.status = 'canceled'
  intent.canceled_at = account.clock.seconds()
  intent.cancellation_reason = reason
  intent.amount_capturable = 0
  account.tables.paymentIntents.put(intent)
  account.unschedule(`expire:${intent.id}`)
  if (held) letGo(account, intent, reason === 'automatic')
  emit(account, 'payment_intent.canceled', intent)
  return intent
}

/** The charge of a hold shows the released money as refunded, although none ever moved. */
function letGo(account: Account, intent: Intent, expired: boolean): void {
  const charge = intent.latest_charge ? account.tables.charges.get(intent.latest_charge) : undefined
  if (!charge) return
  charge.amount_refunded = charge.amount
  charge.refunded = true
  account.tables.charges.put(charge)
  emit(account, expired ? 'charge.expired' : 'charge.refunded', charge)
}

/** A hold that nobody captured in time. */
export function expireHold(account: Account, id: string): void {
  const intent = account.tables.paymentIntents.get(id)
  if (intent?.status === 'requires_capture') end(account, intent, 'automatic')
}
