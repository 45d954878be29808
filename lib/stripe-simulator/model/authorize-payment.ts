import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import { type Failure, failAction, intentIn, succeedAction } from './actions.ts'
import { type Card, findCard, isInterac } from './cards.ts'
import { type Attempt, makeCharge } from './charges.ts'
import type { Device, Presentment, ScreenResult } from './device.ts'
import { insistsOnHold } from './holds.ts'
import { methodOf } from './methods.ts'
import type { Charge, Intent, Reader } from './objects.ts'
import { type Decline, decide, declineOf, type Outcome, toldToDecline } from './outcome.ts'
import { routed } from './routing.ts'
import { generateCard } from './saved-cards.ts'

/**
 * The network has answered a payment. With `told` the reader and its action hear of it; without, only intent and charge
 * do, as when the line broke.
 */
export function concludePayment(
  account: Account,
  reader: Reader,
  device: Device,
  presented: Presentment,
  told: boolean,
): void {
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  const shown = findCard(presented.number)
  if (!intent || !shown) throw new Error('A payment without an intent or a card.')
  const amount = (device.amount ?? intent.amount) + (presented.amountTip ?? 0)
  const keyed = presented.type === 'card'
  const card = routed(shown, intent, presented.read)
  const attempt = { intent, card, keyed, amount, reader: reader.id, location: reader.location }
  const answer = (): Outcome =>
    presented.decline
      ? toldToDecline(presented.read, presented.decline)
      : decide({ card, total: amount, read: presented.read, manual: insistsOnHold(intent, card) })
  const outcome = fits(intent, card, keyed) ? answer() : notSupported(presented)
  if (outcome.kind === 'declined') {
    const ended = { ...attempt, read: outcome.read, cvm: 'none' as const }
    const failure = decline(account, ended, outcome.decline)
    if (told) failAction(account, reader, failure, resultOf('declined', ended, failure.message))
    return
  }
  if (outcome.first) softDecline(account, { ...attempt, read: 'tap', cvm: 'none' }, outcome.first)
  const ended = { ...attempt, read: outcome.read, cvm: outcome.cvm }
  const charge = approve(account, ended, presented, device)
  if (told) succeedAction(account, reader, resultOf('approved', ended, null))
  afterwards(account, intent, charge)
}

function fits(intent: Intent, card: Card, keyed: boolean): boolean {
  if (keyed) return intent.payment_method_types.includes('card')
  return intent.payment_method_types.includes(isInterac(card) ? 'interac_present' : 'card_present')
}

function notSupported(presented: Presentment): Outcome {
  return { kind: 'declined', read: presented.read, decline: declineOf('card_declined', 'card_not_supported') }
}

/** The tap that the issuer wants repeated with a PIN leaves a failed charge, and nobody is told of a failure. */
function softDecline(account: Account, attempt: Attempt, why: Decline): void {
  const method = methodOf(account, attempt)
  emit(account, 'charge.failed', makeCharge(account, attempt, method.id, why))
}

function decline(account: Account, attempt: Attempt, why: Decline): Failure {
  const { intent } = attempt
  const method = methodOf(account, attempt)
  const charge = makeCharge(account, attempt, method.id, why)
  const error = {
    type: 'card_error' as const,
    ...(charge.outcome?.advice_code ? { advice_code: charge.outcome.advice_code } : {}),
    charge: charge.id,
    code: why.code,
    decline_code: why.declineCode,
    doc_url: `https://docs.stripe.com/error-codes#${why.code.replaceAll('_', '-')}`,
    message: why.message,
    payment_method: method,
  }
  intent.status = 'requires_payment_method'
  intent.latest_charge = charge.id
  intent.last_payment_error = error
  intent.payment_method = null
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.failed', charge)
  emit(account, 'payment_intent.payment_failed', intent)
  const { payment_method: _, ...apiError } = error
  return { code: why.failure, message: why.message, apiError }
}

function approve(account: Account, attempt: Attempt, presented: Presentment, device: Device): Charge {
  const { intent, amount } = attempt
  const method = methodOf(account, attempt)
  intent.amount = amount
  intent.amount_details = { ...intent.amount_details, tip: tipDetails(presented) }
  const charge = makeCharge(account, attempt, method.id)
  const held = !charge.captured
  intent.status = held ? 'requires_capture' : 'succeeded'
  intent.amount_capturable = held ? amount : 0
  intent.amount_received = held ? 0 : amount
  intent.latest_charge = charge.id
  intent.payment_method = method.id
  intent.last_payment_error = null
  keepCard(account, attempt, charge, device)
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.succeeded', charge)
  emit(account, held ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent)
  return charge
}

/** A payment that allows later ones leaves a card that can be charged without being shown. */
function keepCard(account: Account, { intent, card }: Attempt, charge: Charge, device: Device): void {
  const present = charge.payment_method_details?.card_present
  if (!intent.setup_future_usage || !present) return
  const redisplay = device.redisplay ?? 'unspecified'
  const kept = generateCard(account, card, {
    customer: intent.customer,
    redisplay,
    charge: charge.id,
    attempt: null,
    present,
  })
  present.generated_card = kept?.id ?? null
  account.tables.charges.put(charge)
}

/** The books follow a little later; a hold ends by itself. */
export function afterwards(account: Account, intent: Intent, charge: Charge): void {
  const { card, card_present } = charge.payment_method_details ?? {}
  const expires = card_present?.capture_before ?? card?.capture_before
  if (expires !== undefined) {
    account.schedule({ id: `expire:${intent.id}`, due: expires * 1000, kind: 'expire_hold', ref: intent.id })
    return
  }
  const wait = intent.capture_method === 'automatic' ? 0 : 1000
  account.schedule({
    id: `settle:${charge.id}`,
    due: account.clock.now() + wait,
    kind: 'settle',
    ref: charge.id,
  })
}

/** No tip figure when none was asked for, 0 when the customer gave none. */
function tipDetails({ amountTip }: Presentment): { amount?: number } {
  return amountTip === null ? {} : { amount: amountTip }
}

function resultOf(name: ScreenResult['name'], attempt: Attempt, message: string | null): ScreenResult {
  const { intent, amount, card } = attempt
  const shown = { brand: card.brand, last4: card.number.slice(-4) }
  return { name, message, amount, currency: intent.currency, payment_intent: intent.id, card: shown }
}
