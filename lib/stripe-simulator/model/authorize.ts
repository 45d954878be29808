import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import { failAction, intentIn, readerOf, succeedAction } from './actions.ts'
import { type Card, findCard, isInterac } from './cards.ts'
import { type Attempt, makeCharge } from './charges.ts'
import { type Device, deviceOf, type Presentment, type ScreenResult, saveDevice } from './device.ts'
import { insistsOnHold, isManual } from './holds.ts'
import { presentMethod } from './methods.ts'
import type { Charge, Intent, Reader } from './objects.ts'
import { type Decline, decide, declineOf, type Outcome } from './outcome.ts'

const finished = new WeakMap<Account, Map<string, (() => void)[]>>()

/** Begins the window in which the card is checked; everything about reader and intent is locked in it. */
export function beginAuthorization(
  account: Account,
  reader: Reader,
  presentment: Presentment,
  held: boolean,
): void {
  const device = deviceOf(account, reader.id)
  Object.assign(device, { phase: 'authorizing', presented: presentment, held, since: account.clock.now() })
  saveDevice(account, device)
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  if (intent) {
    intent.status = 'processing'
    account.tables.paymentIntents.put(intent)
    account.locked.add(intent.id)
    emit(account, 'payment_intent.processing', intent)
  }
  if (!held) scheduleEnd(account, reader.id)
}

function scheduleEnd(account: Account, reader: string): void {
  const due = account.clock.now() + account.settings.authorizationMs
  account.schedule({ id: `authorize:${reader}`, due, kind: 'authorize', ref: reader })
}

/** Lets a held authorisation go on. Says whether there was one. */
export function releaseAuthorization(account: Account, reader: string): boolean {
  const device = deviceOf(account, reader)
  if (device.phase !== 'authorizing' || !device.held) return false
  device.held = false
  saveDevice(account, device)
  scheduleEnd(account, reader)
  return true
}

/** Resolves when the authorisation that runs at this reader has ended. */
export function authorizationEnds(account: Account, reader: string): Promise<void> {
  const all = finished.get(account) ?? new Map<string, (() => void)[]>()
  finished.set(account, all)
  return new Promise(done => all.set(reader, [...(all.get(reader) ?? []), done]))
}

/** The answer of the network is there. */
export function finishAuthorization(account: Account, id: string): void {
  const device = deviceOf(account, id)
  const reader = readerOf(account, id)
  if (device.phase === 'authorizing' && !device.held && device.presented)
    concludePayment(account, reader, device, device.presented)
  const waiting = finished.get(account)?.get(id) ?? []
  finished.get(account)?.delete(id)
  for (const done of waiting) done()
}

function concludePayment(account: Account, reader: Reader, device: Device, presented: Presentment): void {
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  const card = findCard(presented.number)
  if (!intent || !card) throw new Error('An authorisation without an intent or a card.')
  account.locked.delete(intent.id)
  const amount = (device.amount ?? intent.amount) + (presented.amountTip ?? 0)
  const attempt = { intent, card, amount, reader: reader.id, location: reader.location }
  const outcome = fits(intent, card)
    ? decide({ card, total: amount, read: presented.read, manual: insistsOnHold(intent, card) })
    : notSupported(presented)
  if (outcome.kind === 'declined') {
    decline(account, reader, { ...attempt, read: outcome.read, cvm: 'none' }, outcome.decline)
    return
  }
  if (outcome.first) softDecline(account, { ...attempt, read: 'tap', cvm: 'none' }, outcome.first)
  approve(account, reader, { ...attempt, read: outcome.read, cvm: outcome.cvm }, presented)
}

function fits(intent: Intent, card: Card): boolean {
  return intent.payment_method_types.includes(isInterac(card) ? 'interac_present' : 'card_present')
}

function notSupported(presented: Presentment): Outcome {
  return { kind: 'declined', read: presented.read, decline: declineOf('card_declined', 'card_not_supported') }
}

/** The tap that the issuer wants repeated with a PIN leaves a failed charge, and nobody is told of a failure. */
function softDecline(account: Account, attempt: Attempt, why: Decline): void {
  const method = presentMethod(account, attempt.card, attempt.read)
  emit(account, 'charge.failed', makeCharge(account, attempt, method.id, why))
}

function decline(account: Account, reader: Reader, attempt: Attempt, why: Decline): void {
  const { intent } = attempt
  const method = presentMethod(account, attempt.card, attempt.read)
  const charge = makeCharge(account, attempt, method.id, why)
  const error = {
    type: 'card_error' as const,
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
  failAction(
    account,
    reader,
    { code: why.failure, message: why.message, apiError },
    resultOf('declined', attempt, why.message),
  )
}

function approve(account: Account, reader: Reader, attempt: Attempt, presented: Presentment): void {
  const { intent, amount } = attempt
  const method = presentMethod(account, attempt.card, attempt.read)
  intent.amount = amount
  intent.amount_details = tipDetails(presented)
  const charge = makeCharge(account, attempt, method.id)
  const held = isManual(intent, attempt.card)
  intent.status = held ? 'requires_capture' : 'succeeded'
  intent.amount_capturable = held ? amount : 0
  intent.amount_received = held ? 0 : amount
  intent.latest_charge = charge.id
  intent.payment_method = method.id
  intent.last_payment_error = null
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.succeeded', charge)
  emit(account, held ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent)
  succeedAction(account, reader, resultOf('approved', attempt, null))
  afterwards(account, intent, charge)
}

/** The books follow a little later; a hold ends by itself. */
function afterwards(account: Account, intent: Intent, charge: Charge): void {
  const expires = charge.payment_method_details?.card_present?.capture_before
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
function tipDetails(presented: Presentment): NonNullable<Intent['amount_details']> {
  return presented.amountTip === null ? { tip: {} } : { tip: { amount: presented.amountTip } }
}

function resultOf(name: ScreenResult['name'], attempt: Attempt, message: string | null): ScreenResult {
  const { intent, amount, card } = attempt
  const shown = { brand: card.brand, last4: card.number.slice(-4) }
  return { name, message, amount, currency: intent.currency, payment_intent: intent.id, card: shown }
}
