import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { intentInvalidState, invalid, noSuchParam, readerBusy, readerOffline } from '../refusal.ts'
import { clearAction, newAction, readerOf, startAction } from './actions.ts'
import { deviceOf, hear } from './device.ts'
import { currencyOfCountry } from './money.ts'
import type { Intent, Reader } from './objects.ts'

/**
 * Sends a command to a reader and waits for its answer. While the command is on its way nobody else gets through;
 * what it carries out then may replace an action that only waits for a card.
 */
export async function command(
  account: Account,
  id: string,
  carryOut: (reader: Reader) => Reader,
): Promise<Reader> {
  checkPower(account, id)
  if (account.locked.has(id) || deviceOf(account, id).phase === 'authorizing') throw readerBusy()
  account.locked.add(id)
  try {
    await roundTrip(account)
    return carryOut(readerOf(account, id))
  } finally {
    account.locked.delete(id)
  }
}

function roundTrip(account: Account): Promise<void> {
  return new Promise(done => {
    if (account.settings.readerMs > 0) setTimeout(done, account.settings.readerMs)
    else setImmediate(done)
  })
}

function checkPower(account: Account, id: string): void {
  hear(account, id)
  const device = deviceOf(account, id)
  if (device.power === 'off') throw readerOffline()
  if (device.power === 'updating') throw readerBusy()
}

type Process = Stripe.Terminal.ReaderProcessPaymentIntentParams

export function processIntent(account: Account, id: string, params: Process): Promise<Reader> {
  const intent = intentForReader(account, id, params.payment_intent)
  checkConfig(intent, params.process_config)
  return command(account, id, reader => {
    // It may have been paid or canceled while the command was on its way: an ended intent is never shown.
    if (intent.status !== 'requires_payment_method') throw intentInvalidState()
    const { allow_redisplay: _, ...process_config } = params.process_config ?? {}
    const hash = { payment_intent: intent.id, ...(params.process_config ? { process_config } : {}) }
    const action = newAction({ type: 'process_payment_intent', process_payment_intent: hash })
    return startAction(account, reader, action, { amount: intent.amount, currency: intent.currency })
  })
}

/** The intent a command names, when a reader may take it. */
function intentForReader(account: Account, reader: string, id: string): Intent {
  const intent = account.tables.paymentIntents.get(id)
  if (!intent) throw noSuchParam('payment_intent', id, 'payment_intent')
  const present = intent.payment_method_types.some(
    type => type === 'card_present' || type === 'interac_present',
  )
  if (intent.status !== 'requires_payment_method' || !present) throw intentInvalidState()
  checkCurrency(account, reader, intent)
  return intent
}

/** Payments are only taken in the currency of the reader's location. */
function checkCurrency(account: Account, reader: string, intent: Intent): void {
  const location = account.tables.locations.get(readerOf(account, reader).location ?? '')
  const currency = currencyOfCountry(location?.address?.country ?? '')
  if (currency === undefined || currency === intent.currency) return
  throw invalid(
    `The reader's location takes payments in ${currency}, but the payment intent is in ${intent.currency}.`,
    'terminal_reader_invalid_location_for_payment',
    'payment_intent',
  )
}

function checkConfig(intent: Intent, config: Process['process_config']): void {
  if (config?.skip_tipping && (config.tipping?.amount_eligible ?? 0) > 0) {
    throw invalid(
      'You may only specify one of these parameters: skip_tipping, tipping[amount_eligible].',
      'parameters_exclusive',
      'process_config[skip_tipping]',
    )
  }
  if (intent.setup_future_usage && !config?.allow_redisplay) {
    throw invalid(
      'Missing required param: process_config[allow_redisplay].',
      'parameter_missing',
      'process_config[allow_redisplay]',
    )
  }
}

/** Resets the reader. During an authorisation it is too late for that. */
export function cancelAction(account: Account, id: string): Promise<Reader> {
  return command(account, id, reader => clearAction(account, reader))
}
