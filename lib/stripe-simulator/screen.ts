import type { Account } from './account.ts'
import { canCancel, intentIn } from './model/actions.ts'
import { findCard } from './model/cards.ts'
import type { Device } from './model/device.ts'
import type { Reader } from './model/objects.ts'

const resultShownFor = 4000

/** What a reader shows at this moment, for the page that draws it. */
export function screenOf(account: Account, id: string) {
  const reader = account.tables.readers.get(id)
  const device = account.tables.devices.get(id)
  if (!reader || !device) return undefined
  const shop = account.tables.locations.get(reader.location ?? '')?.display_name ?? ''
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
  if (device.power === 'off' || device.power === 'broken') return { name: 'offline' }
  if (device.power === 'updating') return { name: 'updating' }
  const { action } = reader
  if (device.phase === 'authorizing') return checking(reader, device)
  if (device.result && account.clock.now() < device.since + resultShownFor) return ending(device)
  if (action?.status !== 'in_progress') return { name: 'idle' }
  if (action.set_reader_display) return { name: 'cart', cart: action.set_reader_display.cart }
  if (action.collect_inputs) return { name: 'inputs', inputs: action.collect_inputs.inputs }
  return {
    name: action.type === 'refund_payment' ? 'refund' : 'present_card',
    ...sum(reader, device),
    can_cancel: canCancel(action),
  }
}

function checking(reader: Reader, device: Device): Face {
  const card = findCard(device.presented?.number ?? '')
  const asksPin = device.presented?.read === 'insert' && card?.pin !== 'none'
  return { name: asksPin ? 'pin' : 'processing', ...sum(reader, device), can_cancel: false }
}

function sum(reader: Reader, device: Device) {
  const intent = intentIn(reader.action)
  return {
    ...(device.amount === null ? {} : { amount: device.amount }),
    ...(device.currency === null ? {} : { currency: device.currency }),
    ...(intent === null ? {} : { payment_intent: intent }),
  }
}

function ending(device: Device): Face {
  const { name, ...rest } = device.result ?? { name: 'idle' }
  return { name, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) }
}
