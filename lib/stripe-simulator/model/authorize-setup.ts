import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import { failAction, succeedAction } from './actions.ts'
import { type Card, findCard } from './cards.ts'
import type { Device, Presentment, ScreenResult } from './device.ts'
import { presentMethod } from './methods.ts'
import type { Method, Reader, SetupAttempt, SetupIntent } from './objects.ts'
import { type Decline, decide, declineOf } from './outcome.ts'
import { generateCard } from './saved-cards.ts'

/** The network has answered whether this card may be kept. */
export function concludeSetup(
  account: Account,
  reader: Reader,
  device: Device,
  presented: Presentment,
): void {
  const hash = reader.action?.process_setup_intent
  const setup = account.tables.setupIntents.get(hash?.setup_intent ?? '')
  const card = findCard(presented.number)
  if (!hash || !setup || !card) throw new Error('A setup without an intent or a card.')
  const outcome = decide({ card, total: 0, read: presented.read, manual: false })
  const method = presentMethod(account, card, outcome.read)
  if (outcome.kind === 'declined') {
    fail(account, reader, setup, method, outcome.decline)
    return
  }
  const attempt = newAttempt(account, setup, method.id, 'succeeded')
  const generated = generateCard(account, card, {
    customer: setup.customer,
    redisplay: device.redisplay ?? 'unspecified',
    charge: null,
    attempt: attempt.id,
    present: null,
  })
  attempt.payment_method_details = {
    type: 'card_present',
    card_present: { generated_card: generated?.id ?? null, offline: null },
  }
  account.tables.setupAttempts.put(attempt)
  if (generated) hash.generated_card = generated.id
  Object.assign(setup, {
    status: 'succeeded',
    payment_method: method.id,
    latest_attempt: attempt.id,
    last_setup_error: null,
  })
  account.tables.setupIntents.put(setup)
  emit(account, 'setup_intent.succeeded', setup)
  succeedAction(account, reader, result('approved', card, null))
}

function fail(account: Account, reader: Reader, setup: SetupIntent, method: Method, why: Decline): void {
  const code = 'setup_intent_authentication_failure' as const
  const message = declineOf(why.code, why.declineCode).message
  const error = {
    type: 'card_error' as const,
    code,
    decline_code: why.declineCode,
    message,
    payment_method: method,
  }
  const attempt = newAttempt(account, setup, method.id, 'failed')
  account.tables.setupAttempts.put({ ...attempt, setup_error: error })
  Object.assign(setup, {
    status: 'requires_payment_method',
    last_setup_error: error,
    latest_attempt: attempt.id,
    payment_method: null,
  })
  account.tables.setupIntents.put(setup)
  emit(account, 'setup_intent.setup_failed', setup)
  const { payment_method: _, ...apiError } = error
  const card = findCard(method.card_present?.last4 ?? '')
  failAction(account, reader, { code, message, apiError }, result('declined', card, message))
}

function newAttempt(account: Account, setup: SetupIntent, method: string, status: string): SetupAttempt {
  return {
    id: account.ids.make('setatt'),
    object: 'setup_attempt',
    application: null,
    created: account.clock.seconds(),
    customer: setup.customer,
    customer_account: null,
    flow_directions: null,
    livemode: account.livemode,
    on_behalf_of: setup.on_behalf_of,
    payment_method: method,
    payment_method_details: { type: 'card_present', card_present: { generated_card: null, offline: null } },
    setup_error: null,
    setup_intent: setup.id,
    status,
    usage: setup.usage,
  }
}

function result(name: ScreenResult['name'], card: Card | undefined, message: string | null): ScreenResult {
  const shown = card ? { brand: card.brand, last4: card.number.slice(-4) } : null
  return { name, message, amount: null, currency: null, payment_intent: null, card: shown }
}
