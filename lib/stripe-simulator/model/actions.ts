import type { Account } from '../account.ts'
import { takeFault } from '../faults.ts'
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

const nothingShown = {
  presented: null,
  remembered: null,
  held: false,
  amount: null,
  currency: null,
  tip: null,
  redisplay: null,
  result: null,
} satisfies Partial<Device>

/** Puts an action into the reader's one slot. What waited there is thrown away without a word. */
export function startAction(
  account: Account,
  reader: Reader,
  action: Action,
  more: Partial<Device> = {},
): Reader {
  reader.action = action
  show(account, reader, { ...nothingShown, phase: 'waiting', ...more })
  if (canCancel(action) && takeFault(account, 'customer_cancels', { reader: reader.id })) {
    account.schedule({
      id: `customer:${reader.id}`,
      due: account.clock.now() + 50,
      kind: 'customer_cancels',
      ref: reader.id,
    })
  }
  return reader
}

/** Clears the slot and the screen. The intent of the action is left alone. */
export function clearAction(account: Account, reader: Reader): Reader {
  reader.action = null
  return show(account, reader, { ...nothingShown, phase: 'idle' })
}

/** Ends the action well. */
export function succeedAction(account: Account, reader: Reader, result: ScreenResult | null): void {
  if (reader.action) reader.action.status = 'succeeded'
  finish(account, reader, result)
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
  reader.action.status = 'failed'
  reader.action.failure_code = failure.code
  reader.action.failure_message = failure.message
  reader.action.api_error = failure.apiError ?? null
  finish(account, reader, result)
  emit(account, 'terminal.reader.action_failed', reader)
}

function finish(account: Account, reader: Reader, result: ScreenResult | null): void {
  show(account, reader, { presented: null, held: false, phase: 'idle', result })
  if (!result) return
  account.clock.at({
    id: `screen:${reader.id}`,
    due: account.clock.now() + shownFor,
    kind: 'screen',
    ref: reader.id,
  })
}

/** Writes reader and device down after the screen has changed. */
export function show(account: Account, reader: Reader, changes: Partial<Device>): Reader {
  const device = deviceOf(account, reader.id)
  Object.assign(device, { since: account.clock.now(), ...changes })
  for (const job of ['confirm_window', 'input_timeout', 'customer']) account.unschedule(`${job}:${reader.id}`)
  hear(account, reader.id)
  account.tables.readers.put(reader)
  saveDevice(account, device)
  return reader
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
  const canceled = { amount, currency, payment_intent: intentIn(reader.action), card: null, message: null }
  failAction(account, reader, { code: 'customer_canceled', message }, { name: 'canceled', ...canceled })
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

/** The intent an action is about, if it is about one. */
export function intentIn(action: Action | null): string | null {
  const found =
    action?.process_payment_intent ??
    action?.collect_payment_method ??
    action?.confirm_payment_intent ??
    action?.refund_payment
  return found?.payment_intent ?? null
}
