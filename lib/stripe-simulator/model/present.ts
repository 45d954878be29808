import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { takeFault } from '../faults.ts'
import { badParameter, invalid, readerBusy } from '../refusal.ts'
import { intentIn, readerOf } from './actions.ts'
import { authorizationEnds, beginAuthorization } from './authorize.ts'
import { defaultCard, findCard, interacCard } from './cards.ts'
import { type Device, deviceOf, type Presentment } from './device.ts'
import type { Reader } from './objects.ts'

/** The declaration has no name of its own in the package's type tree; its method does. */
export type PresentParams = NonNullable<
  Parameters<Stripe['testHelpers']['terminal']['readers']['presentPaymentMethod']>[1]
>

/** Somebody shows a card to the simulated reader. Resolves when the card was checked, or is being held in the check. */
export async function present(account: Account, id: string, params: PresentParams): Promise<Reader> {
  const reader = readerOf(account, id)
  const device = deviceOf(account, id)
  if (device.phase === 'authorizing') throw readerBusy()
  if (!waitsForCard(reader, device))
    throw invalid('The reader is not waiting for a payment method to be presented.')
  const presentment = readPresentment(account, reader, device, params)
  const held = takeFault(account, 'hold_authorization', { reader: id }) !== undefined
  beginAuthorization(account, reader, presentment, held)
  if (!held) await authorizationEnds(account, id)
  return readerOf(account, id)
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

function readPresentment(
  account: Account,
  reader: Reader,
  device: Device,
  params: PresentParams,
): Presentment {
  const asked = (['card', 'card_present', 'interac_present'] as const).find(each => each === params.type)
  const type = asked ?? typeByDefault(account, reader, params)
  const number = numberOf(type, params)
  if (!findCard(number)) {
    throw badParameter(
      `The number ${number} is not one of the test cards of a simulated reader.`,
      'incorrect_number',
      `${type}[number]`,
    )
  }
  const tip = params.amount_tip ?? device.tip
  if (tip !== null && tip < 0)
    throw badParameter('Invalid non-negative integer', 'parameter_invalid_integer', 'amount_tip')
  return { number, type, read: device.nextRead, amountTip: tip }
}

/** A Visa where cards are taken, Interac where only Interac is. */
function typeByDefault(account: Account, reader: Reader, params: PresentParams): Presentment['type'] {
  if (params.interac_present) return 'interac_present'
  if (params.card_present) return 'card_present'
  const intent = account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
  const types = intent?.payment_method_types ?? ['card_present']
  return types.includes('card_present') || !types.includes('interac_present')
    ? 'card_present'
    : 'interac_present'
}

function numberOf(type: string, params: PresentParams): string {
  if (type === 'card') return params.card?.number ?? ''
  if (type === 'interac_present') return params.interac_present?.number ?? interacCard
  return params.card_present?.number ?? defaultCard
}
