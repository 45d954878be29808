import type { Account } from '../account.ts'
import { invalid } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { type Device, deviceOf, hear, type ScreenResult, saveDevice } from './device.ts'
import type { Action, Reader } from './objects.ts'

const shownFor = 4000

/** The stored reader of a path id, which exists. */
export function readerOf(account: Account, id: string): Reader {
  const reader = account.tables.readers.get(id)
  if (!reader) throw new Error(`No reader ${id}.`)
  return reader
}

/** A fresh action with the hash named like its type. */
export function newAction(
  hash: Omit<Action, 'status' | 'failure_code' | 'failure_message' | 'api_error'>,
): Action {
  const { type, ...rest } = hash
  return { api_error: null, failure_code: null, failure_message: null, status: 'in_progress', type, ...rest }
}

/** Puts an action into the reader's one slot. What waited there is thrown away without a word. */
export function startAction(
  account: Account,
  reader: Reader,
  action: Action,
  collect: Partial<Device> = {},
): Reader {
  const device = deviceOf(account, reader.id)
  reader.action = action
  Object.assign(device, {
    phase: 'waiting',
    presented: null,
    amount: null,
    currency: null,
    tip: null,
    tipAsked: false,
    result: null,
  })
  Object.assign(device, { since: account.clock.now(), cart: action.type === 'set_reader_display' }, collect)
  for (const job of ['confirm_window', 'input_timeout']) account.unschedule(`${job}:${reader.id}`)
  return saveReader(account, reader, device)
}

/** Ends the action well. */
export function succeedAction(account: Account, reader: Reader, result: ScreenResult | null): void {
  finish(account, reader, 'succeeded', result)
  emit(account, 'terminal.reader.action_succeeded', reader)
}

export type Failure = { code: string; message: string; apiError?: Action['api_error'] }

/** Ends the action badly: `apiError` is there when Stripe said no, not when the reader did. */
export function failAction(
  account: Account,
  reader: Reader,
  failure: Failure,
  result: ScreenResult | null,
): void {
  if (!reader.action) return
  reader.action.failure_code = failure.code
  reader.action.failure_message = failure.message
  reader.action.api_error = failure.apiError ?? null
  finish(account, reader, 'failed', result)
  emit(account, 'terminal.reader.action_failed', reader)
}

function finish(
  account: Account,
  reader: Reader,
  status: 'succeeded' | 'failed',
  result: ScreenResult | null,
): void {
  const device = deviceOf(account, reader.id)
  if (reader.action) reader.action.status = status
  Object.assign(device, {
    phase: 'idle',
    presented: null,
    held: false,
    cart: false,
    result,
    since: account.clock.now(),
  })
  if (result)
    account.clock.at({
      id: `screen:${reader.id}`,
      due: device.since + shownFor,
      kind: 'screen',
      ref: reader.id,
    })
  saveReader(account, reader, device)
}

export function saveReader(account: Account, reader: Reader, device: Device): Reader {
  account.tables.readers.put(reader)
  hear(account, reader.id)
  saveDevice(account, device)
  return reader
}

/** Clears the slot and the screen. The intent of the action is left alone. */
export function clearAction(account: Account, reader: Reader): Reader {
  const device = deviceOf(account, reader.id)
  reader.action = null
  Object.assign(device, {
    phase: 'idle',
    presented: null,
    held: false,
    cart: false,
    result: null,
    since: account.clock.now(),
  })
  for (const job of ['confirm_window', 'input_timeout']) account.unschedule(`${job}:${reader.id}`)
  return saveReader(account, reader, device)
}

/** The customer presses Cancel on the device, which only shows that button when it was asked for. */
export function customerCancels(account: Account, id: string): Reader {
  const reader = readerOf(account, id)
  const device = deviceOf(account, id)
  if (device.phase !== 'waiting' || !canCancel(reader.action)) {
    throw invalid('The reader does not offer a cancel button at this moment.')
  }
  const { amount, currency } = device
  const message = 'This action could not be completed due to an error on the card reader.'
  const result = {
    name: 'canceled',
    message: null,
    amount,
    currency,
    payment_intent: intentIn(reader.action),
    card: null,
  } as const
  failAction(account, reader, { code: 'customer_canceled', message }, result)
  return reader
}

/** Whether the screen of this action has a cancel button. */
export function canCancel(action: Action | null): boolean {
  if (action?.status !== 'in_progress') return false
  const config =
    action.process_payment_intent?.process_config ??
    action.collect_payment_method?.collect_config ??
    action.process_setup_intent?.process_config ??
    action.refund_payment?.refund_payment_config
  return config?.enable_customer_cancellation === true
}

export function intentIn(action: Action | null): string | null {
  const found =
    action?.process_payment_intent ??
    action?.collect_payment_method ??
    action?.confirm_payment_intent ??
    action?.refund_payment
  return found?.payment_intent ?? null
}
