import type { Account } from '../account.ts'
import { takeFault } from '../faults.ts'
import { emit } from '../webhooks.ts'
import { failAction, intentIn, readerOf, show } from './actions.ts'
import { concludePayment } from './authorize-payment.ts'
import { concludeRefund } from './authorize-refund.ts'
import { concludeSetup } from './authorize-setup.ts'
import { type Device, deviceOf, type Presentment, saveDevice } from './device.ts'
import type { Intent, Reader } from './objects.ts'

const waiting = new WeakMap<Account, Map<string, (() => void)[]>>()

/** How long a reader that lost its line in the middle of a payment stays away. */
const awayMs = 30_000

/** Begins the window in which the card is checked; everything about reader and intent is locked in it. */
export function beginAuthorization(
  account: Account,
  reader: Reader,
  presentment: Presentment,
  held: boolean,
): void {
  show(account, reader, { phase: 'authorizing', presented: presentment, held })
  const intent = paidIntent(account, reader)
  if (intent) {
    intent.status = 'processing'
    account.tables.paymentIntents.put(intent)
    account.locked.add(intent.id)
    emit(account, 'payment_intent.processing', intent)
  }
  if (!held) scheduleEnd(account, reader.id)
}

/** The intent that this action would pay; a refund names one too, but leaves it alone. */
function paidIntent(account: Account, reader: Reader): Intent | undefined {
  if (reader.action?.type === 'refund_payment') return undefined
  return account.tables.paymentIntents.get(intentIn(reader.action) ?? '')
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
  const all = waiting.get(account) ?? new Map<string, (() => void)[]>()
  waiting.set(account, all)
  return new Promise(done => all.set(reader, [...(all.get(reader) ?? []), done]))
}

/** The answer of the network is there. */
export function finishAuthorization(account: Account, id: string): void {
  const device = account.tables.devices.get(id)
  if (device?.phase === 'authorizing' && !device.held && device.presented) {
    const reader = readerOf(account, id)
    const intent = paidIntent(account, reader)
    if (intent) account.locked.delete(intent.id)
    end(account, reader, device, device.presented)
  }
  const all = waiting.get(account)?.get(id) ?? []
  waiting.get(account)?.delete(id)
  for (const done of all) done()
}

function end(account: Account, reader: Reader, device: Device, presented: Presentment): void {
  if (takeFault(account, 'disconnect', { reader: reader.id })) {
    goAway(account, reader)
    return
  }
  const lost = takeFault(account, 'connection_error', { reader: reader.id })
  if (lost) loseAnswer(account, reader, device, presented, lost.authorized === true)
  else conclude(account, reader, device, presented)
}

function conclude(account: Account, reader: Reader, device: Device, presented: Presentment): void {
  if (reader.action?.type === 'process_setup_intent') concludeSetup(account, reader, device, presented)
  else if (reader.action?.type === 'refund_payment') concludeRefund(account, reader, presented)
  else concludePayment(account, reader, device, presented, true)
}

/** The reader never hears the answer. Whether the money was taken only the intent knows. */
function loseAnswer(
  account: Account,
  reader: Reader,
  device: Device,
  presented: Presentment,
  paid: boolean,
): void {
  if (paid && paidIntent(account, reader)) concludePayment(account, reader, device, presented, false)
  else giveBack(account, reader)
  const { amount, currency } = device
  const shown = { amount, currency, payment_intent: intentIn(reader.action), card: null, message: null }
  failAction(
    account,
    reader,
    { code: 'connection_error', message: 'Could not connect to Stripe.' },
    { name: 'canceled', ...shown },
  )
}

/** The action stays in progress for ever, and nobody is told: somebody must cancel it. */
export function goAway(account: Account, reader: Reader): void {
  giveBack(account, reader)
  show(account, reader, { phase: 'stuck', presented: null })
  const now = account.clock.now()
  const away = {
    kind: 'reader_offline' as const,
    times: 0,
    reader: reader.id,
    since: now,
    until: now + awayMs,
  }
  account.faults.push({ id: account.ids.make('fault', 12), ...away })
}

function giveBack(account: Account, reader: Reader): void {
  const intent = paidIntent(account, reader)
  if (intent?.status !== 'processing') return
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  account.tables.paymentIntents.put(intent)
}
