import type { Account } from './account.ts'
import { conditionOf } from './faults.ts'
import { canCancel, intentIn } from './model/actions.ts'
import { findCard } from './model/cards.ts'
import { settingsAt } from './model/configurations.ts'
import type { Device } from './model/device.ts'
import { nameOf } from './model/locations.ts'
import type { Action, Reader } from './model/objects.ts'
import { tipConfig, tipOffer } from './model/tips.ts'

const resultShownFor = 4000

/** What a reader shows at this moment, for the page that draws it. */
export function screenOf(account: Account, id: string) {
  const reader = account.tables.readers.get(id)
  const device = account.tables.devices.get(id)
  if (!reader || !device) return undefined
  const place = account.tables.locations.get(reader.location ?? '')
  const shop = place ? nameOf(place) : ''
  const { label, device_type, status } = reader
  return {
    reader: { id, label, device_type, status, shop },
    key: account.key,
    now: account.clock.now(),
    screen: { since: device.since, ...face(account, reader, device) },
  }
}

type Face = Record<string, unknown> & { name: string }

function face(account: Account, reader: Reader, device: Device): Face {
  const condition = conditionOf(account, reader.id)
  if (condition) return { name: condition.kind === 'reader_updating' ? 'updating' : 'offline' }
  const { action } = reader
  if (device.phase === 'authorizing') return checking(reader, device)
  if (device.result && account.clock.now() < device.since + resultShownFor) return ending(reader, device)
  if (device.phase === 'collected' || device.phase === 'stuck')
    return { name: 'processing', ...sum(reader, device) }
  if (action?.status !== 'in_progress') return { name: 'idle', ...splash(account, reader) }
  return asking(account, reader, device, action)
}

function asking(account: Account, reader: Reader, device: Device, action: Action): Face {
  if (action.set_reader_display) return { name: 'cart', cart: action.set_reader_display.cart }
  if (action.collect_inputs) return { name: 'inputs', inputs: action.collect_inputs.inputs }
  const shown = { ...sum(reader, device), can_cancel: canCancel(action) }
  if (action.type === 'refund_payment') return { name: 'refund', ...shown, card_type: 'interac_present' }
  const intent = account.tables.paymentIntents.get(intentIn(action) ?? '')
  const tip = intent && device.tip === null ? tipOffer(account, reader, intent, tipConfig(action)) : undefined
  if (tip) return { name: 'tip', ...shown, tip }
  const interac = intent?.payment_method_types.includes('card_present') === false
  const incremental = intent?.payment_method_options?.card_present?.request_incremental_authorization_support
  return {
    name: 'present_card',
    ...shown,
    ...(interac ? { card_type: 'interac_present' } : {}),
    ...(incremental ? { caption: 'Pre-authorization' } : {}),
  }
}

/** The picture of the location, which only these devices can show. */
function splash(account: Account, reader: Reader) {
  const settings = settingsAt(account, reader.location)
  const type = reader.device_type.replace('simulated_', '').replace(/^wisepos_e$/, 'bbpos_wisepos_e')
  const found = Object.entries(settings).find(([name]) => name === type)?.[1]
  if (found === null || typeof found !== 'object' || !('splashscreen' in found)) return {}
  return typeof found.splashscreen === 'string' ? { splash: `/_simulator/files/${found.splashscreen}` } : {}
}

function checking(reader: Reader, device: Device): Face {
  const card = findCard(device.presented?.number ?? '')
  const asksPin = device.presented?.read === 'insert' && card?.pin !== 'none'
  return { name: asksPin ? 'pin' : 'processing', ...sum(reader, device), can_cancel: false }
}

/** The figure on the screen: with the tip as soon as it is known. */
function sum(reader: Reader, device: Device) {
  const intent = intentIn(reader.action)
  const tip = device.presented?.amountTip ?? device.tip ?? 0
  return {
    ...(device.amount === null ? {} : { amount: device.amount + tip }),
    ...(device.currency === null ? {} : { currency: device.currency }),
    ...(intent === null ? {} : { payment_intent: intent }),
  }
}

function ending({ action }: Reader, device: Device): Face {
  const { name, ...rest } = device.result ?? { name: 'idle' }
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  const refunded = name === 'approved' && action?.type === 'refund_payment'
  return { name, ...known, ...(refunded ? { caption: 'Refunded' } : {}) }
}
