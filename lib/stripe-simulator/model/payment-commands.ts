import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { takeFault } from '../faults.ts'
import { intentInvalidState, invalid, noSuchParam } from '../refusal.ts'
import { newAction, readerOf, startAction } from './actions.ts'
import { beginAuthorization } from './authorization.ts'
import { command } from './command.ts'
import { deviceOf } from './device.ts'
import { countryOf } from './locations.ts'
import { currencyOfCountry } from './money.ts'
import type { Intent, Reader } from './objects.ts'

type Process = Stripe.Terminal.ReaderProcessPaymentIntentParams
type Collect = Stripe.Terminal.ReaderCollectPaymentMethodParams
type Confirm = Stripe.Terminal.ReaderConfirmPaymentIntentParams
type Config = NonNullable<Process['process_config']> & { moto?: boolean }

/** Asks for a card and charges it, in one go. */
export async function processIntent(account: Account, id: string, params: Process): Promise<Reader> {
  const intent = intentForReader(account, id, params.payment_intent, params.process_config)
  checkConfig(intent, params.process_config, 'process_config')
  return command(account, id, reader => {
    ready(intent)
    const { allow_redisplay, moto: _, ...process_config }: Config = params.process_config ?? {}
    const hash = { payment_intent: intent.id, ...(params.process_config ? { process_config } : {}) }
    const action = newAction({ type: 'process_payment_intent', process_payment_intent: hash })
    return startAction(account, reader, action, toCollect(intent, allow_redisplay))
  })
}

/** Asks for a card; whether it is charged is decided afterwards, within half a minute. */
export async function collectMethod(account: Account, id: string, params: Collect): Promise<Reader> {
  const intent = intentForReader(account, id, params.payment_intent, undefined)
  checkConfig(intent, params.collect_config, 'collect_config')
  return command(account, id, reader => {
    ready(intent)
    const { allow_redisplay, ...collect_config } = params.collect_config ?? {}
    const hash = { payment_intent: intent.id, ...(params.collect_config ? { collect_config } : {}) }
    const action = newAction({ type: 'collect_payment_method', collect_payment_method: hash })
    return startAction(account, reader, action, toCollect(intent, allow_redisplay))
  })
}

/** It may have been paid or canceled while the command was on its way: an ended intent is never shown. */
function ready(intent: Intent): void {
  if (intent.status !== 'requires_payment_method') throw intentInvalidState()
}

function toCollect(intent: Intent, redisplay: string | undefined) {
  const known = (['always', 'limited', 'unspecified'] as const).find(each => each === redisplay)
  return { amount: intent.amount, currency: intent.currency, redisplay: known ?? null }
}

/** Charges the card that was collected. The answer comes before the network's. */
export async function confirmIntent(account: Account, id: string, params: Confirm): Promise<Reader> {
  const intent = account.tables.paymentIntents.get(params.payment_intent)
  if (!intent) throw noSuchParam('payment_intent', params.payment_intent, 'payment_intent')
  confirmable(intent)
  return command(account, id, reader => {
    // It may have been canceled while the command was on its way: what has ended is never charged.
    confirmable(intent)
    const device = deviceOf(account, id)
    const collected = reader.action?.collect_payment_method?.payment_intent === intent.id && device.remembered
    if (device.phase !== 'collected' || !collected) throw notCollected()
    const { presentment } = collected
    const { amount, currency, redisplay } = device
    const confirm_config = params.confirm_config ? { confirm_config: params.confirm_config } : {}
    const action = newAction({
      type: 'confirm_payment_intent',
      confirm_payment_intent: { payment_intent: intent.id, ...confirm_config },
    })
    startAction(account, reader, action, { amount, currency, redisplay })
    const held = takeFault(account, 'hold_authorization', { reader: id }) !== undefined
    beginAuthorization(account, reader, presentment, held)
    return reader
  })
}

function confirmable(intent: Intent): void {
  if (intent.status === 'requires_confirmation') return
  throw invalid(
    'Payment intent must be in the requires_confirmation state to be confirmed by a reader.',
    'intent_invalid_state',
  )
}

function notCollected() {
  return invalid(
    'The reader has no collected payment method for this payment intent: it must be confirmed on the same reader within 30 seconds.',
    'intent_invalid_state',
    'payment_intent',
  )
}

/** Nobody confirmed in time: the reader forgets the card. The intent keeps waiting; it can only be canceled. */
export function forgetCollected(account: Account, id: string): void {
  const device = account.tables.devices.get(id)
  if (device?.phase !== 'collected') return
  Object.assign(device, { phase: 'idle', remembered: null, since: account.clock.now() })
  account.tables.devices.put(device)
  account.stir(id)
}

/** The intent a command names, when a reader may take it. */
function intentForReader(account: Account, reader: string, id: string, config: Config | undefined): Intent {
  const intent = account.tables.paymentIntents.get(id)
  if (!intent) throw noSuchParam('payment_intent', id, 'payment_intent')
  const fitting = config?.moto ? ['card'] : ['card_present', 'interac_present']
  if (!intent.payment_method_types.some(type => fitting.includes(type))) throw intentInvalidState()
  ready(intent)
  checkCurrency(account, reader, intent)
  return intent
}

/** Payments are only taken in the currency of the reader's location. */
function checkCurrency(account: Account, reader: string, intent: Intent): void {
  const location = account.tables.locations.get(readerOf(account, reader).location ?? '')
  const currency = currencyOfCountry(location ? countryOf(location) : '')
  if (currency === undefined || currency === intent.currency) return
  throw invalid(
    `The reader's location takes payments in ${currency}, but the payment intent is in ${intent.currency}.`,
    'terminal_reader_invalid_location_for_payment',
    'payment_intent',
  )
}

function checkConfig(intent: Intent, config: Process['process_config'], name: string): void {
  const eligible = config?.tipping?.amount_eligible
  if (eligible !== undefined && eligible < 0) {
    throw invalid(
      'This value must be greater than or equal to 0.',
      'parameter_invalid_integer',
      `${name}[tipping][amount_eligible]`,
    )
  }
  if (config?.skip_tipping && (eligible ?? 0) > 0) {
    throw invalid(
      'You may only specify one of these parameters: skip_tipping, tipping[amount_eligible].',
      'parameters_exclusive',
      `${name}[skip_tipping]`,
    )
  }
  if (intent.setup_future_usage && !config?.allow_redisplay) {
    throw invalid(
      `Missing required param: ${name}[allow_redisplay].`,
      'parameter_missing',
      `${name}[allow_redisplay]`,
    )
  }
}
