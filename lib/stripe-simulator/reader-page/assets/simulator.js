/** @import { InputAnswer, ReaderScreen } from '../types.ts' */

/** The simulator answered, and said no. */
export class Refused extends Error {
  /** @param {number} status @param {string | undefined} code @param {string} message */
  constructor(status, code, message) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.code = code
  }
}

/** @param {unknown} value @param {string} key @returns {unknown} */
export function part(value, key) {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/**
 * One request to the simulator that serves this page. Throws `Refused` when it answers with an error, and whatever
 * `fetch` throws when it does not answer.
 *
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {{ key?: string | undefined, json?: unknown, form?: Record<string, string>, signal?: AbortSignal }} [how]
 * @returns {Promise<unknown>}
 */
export async function ask(method, path, { key, json, form, signal } = {}) {
  const headers = new Headers({ accept: 'application/json' })
  if (key) headers.set('authorization', `Bearer ${key}`)
  if (json !== undefined) headers.set('content-type', 'application/json')
  const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json)
  const response = await fetch(path, { method, headers, body, cache: 'no-store', signal: signal ?? null })
  /** @type {unknown} */
  const answer = await response.json().catch(() => null)
  if (response.ok) return answer
  const error = part(answer, 'error')
  const code = part(error, 'code')
  const message = part(error, 'message') ?? error
  throw new Refused(
    response.status,
    typeof code === 'string' ? code : undefined,
    typeof message === 'string' ? message : `The simulator answered ${response.status}.`,
  )
}

/** @param {string} id */
const readerPath = id => `/_simulator/readers/${encodeURIComponent(id)}`

/**
 * Holds a card to the reader, through the endpoint that Stripe offers for its simulated readers. Resolves when the
 * reader has its answer, or at once while the bank keeps it waiting.
 *
 * @param {ReaderScreen} at
 * @param {{ type: 'card_present' | 'interac_present', number: string }} card
 * @param {'tap' | 'insert' | 'swipe'} way
 */
export async function presentCard({ key, reader }, card, way) {
  await ask('POST', `${readerPath(reader.id)}/presentment`, { key, json: { read_method: way } })
  const path = `/v1/test_helpers/terminal/readers/${encodeURIComponent(reader.id)}/present_payment_method`
  const form = { type: card.type, [`${card.type}[number]`]: card.number }
  await ask('POST', path, { key, form })
}

/** The cardholder presses Cancel. @param {ReaderScreen} at */
export const pressCancel = ({ key, reader }) =>
  ask('POST', `${readerPath(reader.id)}/cancel`, { key, json: {} })

/** The cardholder chooses a tip, in minor units; 0 is no tip. @param {ReaderScreen} at @param {number} amount_tip */
export const chooseTip = ({ key, reader }, amount_tip) =>
  ask('POST', `${readerPath(reader.id)}/tip`, { key, json: { amount_tip } })

/** The cardholder has typed a PIN. It is not looked at, and not sent. @param {ReaderScreen} at */
export const enterPin = ({ key, reader }) => ask('POST', `${readerPath(reader.id)}/pin`, { key, json: {} })

/** The cardholder has filled in all fields. @param {ReaderScreen} at @param {readonly InputAnswer[]} inputs */
export const answerInputs = ({ key, reader }, inputs) =>
  ask('POST', `${readerPath(reader.id)}/inputs`, { key, json: { inputs } })

/** The bank may answer now. @param {ReaderScreen} at */
export const releaseBank = ({ key, reader }) =>
  ask('POST', `${readerPath(reader.id)}/release_authorization`, { key, json: {} })
