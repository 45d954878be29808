import type { Ask } from './control.ts'
import { customerCancels, readerOf } from './model/actions.ts'
import { defaultCard } from './model/cards.ts'
import { deviceOf, saveDevice } from './model/device.ts'
import { answerInputs, type InputAnswer } from './model/inputs.ts'
import { type ByHand, present } from './model/present.ts'
import { screenOf } from './screen.ts'

/** What a cardholder does on the device itself. The card comes through Stripe's own test helper. */
export const cardholder = { cancel, present: hold, presentment, tip, pin, inputs }

/** What the device is of itself: { device_sw_version }. */
export function describeDevice({ account, id, sent }: Ask) {
  const version = sent.device_sw_version
  if (typeof version !== 'string' || !/^\d+(\.\d+){2,3}$/.test(version))
    throw new Error('device_sw_version must be a version, such as 2.28.2.0.')
  const reader = readerOf(account, id)
  reader.device_sw_version = version
  account.stir(id)
  return { reader: account.tables.readers.put(reader) }
}

function cancel({ account, id }: Ask) {
  return { reader: customerCancels(account, id) }
}

/**
 * Any reader, live ones too: { number, type?, amount_tip?, decline_code?, advice_code? }. Stripe's own test helper does the same for
 * simulated ones; what a card's bank answers it leaves to the card and the amount.
 */
async function hold({ account, id, sent }: Ask) {
  const number = String(sent.number ?? defaultCard)
  const tip = typeof sent.amount_tip === 'number' ? { amount_tip: sent.amount_tip } : {}
  const type = sent.type === 'interac_present' ? 'interac_present' : 'card_present'
  return { reader: await present(account, id, { type, [type]: { number }, ...tip }, saidBy(sent)) }
}

function saidBy({ decline_code: code, advice_code: advice }: Ask['sent']): ByHand {
  if (typeof code !== 'string') return {}
  return { decline: { declineCode: code, ...(typeof advice === 'string' ? { adviceCode: advice } : {}) } }
}

/** How the next card is read: { read_method: 'tap' | 'insert' | 'swipe' }. */
function presentment({ account, id, sent }: Ask) {
  const read = (['tap', 'insert', 'swipe'] as const).find(each => each === sent.read_method)
  if (!read) throw new Error('read_method must be tap, insert or swipe.')
  const device = deviceOf(account, readerOf(account, id).id)
  device.nextRead = read
  saveDevice(account, device)
  return { read_method: read }
}

/** The answer to the tip screen: { amount_tip } in minor units, 0 for none. */
function tip({ account, id, sent }: Ask) {
  const amount = Number(sent.amount_tip)
  if (!Number.isInteger(amount) || amount < 0)
    throw new Error('amount_tip must be a whole number, 0 or more.')
  if (screenOf(account, id)?.screen.name !== 'tip') throw new Error('The reader is not asking for a tip.')
  const device = deviceOf(account, id)
  device.tip = amount
  device.since = account.clock.now()
  saveDevice(account, device)
  return screenOf(account, id)
}

/** Any PIN is right; it is not looked at. */
function pin({ account, id }: Ask) {
  return screenOf(account, id)
}

/** The answers to all input screens: { inputs: [{ skipped, value, toggles }] }. */
function inputs({ account, id, sent }: Ask) {
  const given: unknown[] = Array.isArray(sent.inputs) ? sent.inputs : []
  return { reader: answerInputs(account, id, given.map(readAnswer)) }
}

function readAnswer(given: unknown): InputAnswer {
  if (given === null || typeof given !== 'object')
    throw new Error('Each input needs { skipped, value, toggles }.')
  const value = 'value' in given && typeof given.value === 'string' ? given.value : null
  const skipped = 'skipped' in given && given.skipped === true
  const sent: unknown[] = 'toggles' in given && Array.isArray(given.toggles) ? given.toggles : []
  return { skipped, value, toggles: sent.map(each => (each === 'enabled' ? 'enabled' : 'disabled')) }
}
