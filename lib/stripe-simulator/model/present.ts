import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { conditionOf, takeFault } from '../faults.ts'
import { badParameter, intentInvalidState, invalid, readerBusy, readerOffline } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { failAction, intentIn, readerOf, show } from './actions.ts'
import { authorizationEnds, beginAuthorization, goAway } from './authorization.ts'
import { type Card, defaultCard, findCard, interacCard } from './cards.ts'
import { type Device, deviceOf, type Presentment, type Said } from './device.ts'
import { presentMethod } from './methods.ts'
import type { Reader } from './objects.ts'
import { tipConfig, tipOffer } from './tips.ts'

/** The declaration has no name of its own in the package's type tree; its method does. */
export type PresentParams = NonNullable<
  Parameters<Stripe['testHelpers']['terminal']['readers']['presentPaymentMethod']>[1]
>

const confirmWithin = 30_000
const rememberedFor = 30 * 60_000

/** A card shown through the control API: to any reader, and its bank may be told what to answer. */
export type ByHand = { decline?: Said }

/**
 * Somebody shows a card to the simulated reader, or `byHand` to one that passes for a real one. Resolves when the card
 * was checked, or is being held in the check.
 */
export async function present(
  account: Account,
  id: string,
  params: PresentParams,
  byHand?: ByHand,
): Promise<Reader> {
  const reader = readerOf(account, id)
  const device = deviceOf(account, id)
  if (!byHand && !reader.device_type.startsWith('simulated_'))
    throw invalid('Only simulated readers can be shown a test card.')
  if (device.phase === 'authorizing') throw readerBusy()
  if (conditionOf(account, id)) throw readerOffline()
  if (!waitsForCard(reader, device))
    throw invalid('The reader is not waiting for a payment method to be presented.')
  if (isEnded(account, reader)) return refuseEnded(account, reader)
  const { presentment: shown, card } = readPresentment(account, reader, device, params)
  const presentment = { ...shown, ...byHand }
  if (reader.action?.type === 'collect_payment_method') {
    if (!takeFault(account, 'disconnect', { reader: id }))
      return collected(account, reader, presentment, card)
    goAway(account, reader)
    return reader
  }
  const held = takeFault(account, 'hold_authorization', { reader: id }) !== undefined
  beginAuthorization(account, reader, presentment, held)
  if (!held) await authorizationEnds(account, id)
  return readerOf(account, id)
}

/** The intent was canceled, paid or is being paid elsewhere while it waited here: no card is charged for it. */
function isEnded(account: Account, reader: Reader): boolean {
  if (reader.action?.type === 'refund_payment') return false
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  const setup = account.tables.setupIntents.get(reader.action?.process_setup_intent?.setup_intent ?? '')
  return (intent ?? setup)?.status !== 'requires_payment_method'
}

function refuseEnded(account: Account, reader: Reader): Reader {
  const { message, body } = intentInvalidState()
  const apiError = { type: body.type, code: 'intent_invalid_state' as const, message }
  failAction(account, reader, { code: 'intent_invalid_state', message, apiError }, null)
  return reader
}

const collecting = [
  'process_payment_intent',
  'collect_payment_method',
  'process_setup_intent',
  'refund_payment',
]

function waitsForCard(reader: Reader, device: Device): boolean {
  const { action } = reader
  return action?.status === 'in_progress' && collecting.includes(action.type) && device.phase === 'waiting'
}

function readPresentment(account: Account, reader: Reader, device: Device, params: PresentParams) {
  const asked = (['card', 'card_present', 'interac_present'] as const).find(each => each === params.type)
  const type = asked ?? typeByDefault(account, reader, params)
  const number = numberOf(type, params)
  const card = findCard(number)
  if (!card) {
    throw badParameter(
      `The number ${number} is not one of the test cards of a simulated reader.`,
      'incorrect_number',
      `${type}[number]`,
    )
  }
  const presentment: Presentment = {
    number,
    type,
    read: device.nextRead,
    amountTip: tipOf(account, reader, device, params.amount_tip),
  }
  return { presentment, card }
}

/** What the customer gives on top: null when nobody asked. */
function tipOf(account: Account, reader: Reader, device: Device, sent: number | undefined): number | null {
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  if (!intent || reader.action?.type === 'refund_payment') {
    if (sent === undefined) return null
    throw badParameter('amount_tip can only be given to a payment.', undefined, 'amount_tip')
  }
  const config = tipConfig(reader.action)
  if (sent !== undefined && sent < 0)
    throw badParameter('Invalid non-negative integer', 'parameter_invalid_integer', 'amount_tip')
  if (sent !== undefined && config.skip_tipping)
    throw badParameter('The reader was told to skip tipping.', undefined, 'amount_tip')
  return sent ?? device.tip ?? (tipOffer(account, reader, intent, config) ? 0 : null)
}

/** A Visa where cards are taken, Interac where only Interac is. */
function typeByDefault(account: Account, reader: Reader, params: PresentParams): Presentment['type'] {
  if (params.interac_present) return 'interac_present'
  if (params.card) return 'card'
  if (params.card_present) return 'card_present'
  if (reader.action?.type === 'refund_payment') return 'interac_present'
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  const types = intent?.payment_method_types ?? ['card_present']
  if (types.includes('card_present')) return 'card_present'
  return types.includes('interac_present') ? 'interac_present' : 'card'
}

function numberOf(type: string, params: PresentParams): string {
  if (type === 'card') return params.card?.number ?? defaultCard
  if (type === 'interac_present') return params.interac_present?.number ?? interacCard
  return params.card_present?.number ?? defaultCard
}

/** The card is read but not charged: the intent waits to be confirmed on this reader. */
function collected(account: Account, reader: Reader, presentment: Presentment, card: Card): Reader {
  const hash = reader.action?.collect_payment_method
  const intent = account.tables.paymentIntents.get(hash?.payment_intent ?? '')
  if (!reader.action || !hash || !intent) throw new Error('A collected card without an intent.')
  const method = presentMethod(account, card, presentment.read)
  // The action carries the whole object here, as the declarations say, and the declared object is the stored one.
  hash.payment_method = method as NonNullable<typeof hash.payment_method>
  reader.action.status = 'succeeded'
  intent.status = 'requires_confirmation'
  intent.payment_method = method.id
  account.tables.paymentIntents.put(intent)
  const now = account.clock.now()
  show(account, reader, { phase: 'collected', remembered: { presentment, until: now + rememberedFor } })
  account.schedule({
    id: `confirm_window:${reader.id}`,
    due: now + confirmWithin,
    kind: 'confirm_window',
    ref: reader.id,
  })
  emit(account, 'terminal.reader.action_updated', reader)
  return reader
}
