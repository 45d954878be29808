import type { Account } from '../account.ts'
import { conditionOf } from '../faults.ts'
import type { Read } from './outcome.ts'

/** The card a cardholder has shown, as the test helper described it. */
export type Presentment = {
  number: string
  type: 'card_present' | 'interac_present' | 'card'
  read: Read
  amountTip: number | null
  /** What its bank is told to answer, whatever the card is. */
  decline?: Said
}

/** A bank's no: `adviceCode` is Stripe's own for this decline code unless it is given. */
export type Said = { declineCode: string; adviceCode?: string }

/** What the simulator knows about a reader beyond Stripe's object: the machine on the counter. */
export type Device = {
  /** The id of the reader. */
  id: string
  /**
   * `waiting`: an action waits for the customer. `authorizing`: a card is being checked. `collected`: a card was read
   * and waits to be confirmed. `stuck`: the reader went away in the middle and its action will never end by itself.
   */
  phase: 'idle' | 'waiting' | 'authorizing' | 'collected' | 'stuck'
  presented: Presentment | null
  /** Settings given to a collected card; they hold for half an hour. */
  remembered: { presentment: Presentment; until: number } | null
  nextRead: Read
  /** What the reader was told to collect. It keeps this figure until the next command, whatever happens to the intent. */
  amount: number | null
  currency: string | null
  /** The authorisation waits until somebody releases it. */
  held: boolean
  /** The customer's answer to the tip screen; null while it was not answered. */
  tip: number | null
  /** Whether cards kept by this action may be shown to the customer again. */
  redisplay: 'always' | 'limited' | 'unspecified' | null
  /** An ending that is still on the screen. */
  result: ScreenResult | null
  /** When the present screen began. */
  since: number
}

export type ScreenResult = {
  name: 'approved' | 'declined' | 'canceled' | 'remove_card'
  message: string | null
  amount: number | null
  currency: string | null
  payment_intent: string | null
  card: { brand: string; last4: string } | null
}

export function newDevice(id: string, now: number): Device {
  return {
    id,
    phase: 'idle',
    presented: null,
    remembered: null,
    nextRead: 'tap',
    amount: null,
    currency: null,
    held: false,
    tip: null,
    redisplay: null,
    result: null,
    since: now,
  }
}

/** The machine of a reader that exists. */
export function deviceOf(account: Account, reader: string): Device {
  const device = account.tables.devices.get(reader)
  if (!device) throw new Error(`Reader ${reader} has no device.`)
  return device
}

/** Writes a change down and tells the pages that show the reader. */
export function saveDevice(account: Account, device: Device): void {
  account.tables.devices.put(device)
  account.stir(device.id)
}

const offlineAfter = 120_000

/** Brings `status` and `last_seen_at` of a reader up to the account's time. A silent reader is missed after 2 minutes. */
export function hear(account: Account, reader: string): void {
  const stored = account.tables.readers.get(reader)
  if (!stored) return
  const now = account.clock.now()
  const condition = conditionOf(account, reader)
  stored.last_seen_at = condition?.kind === 'reader_offline' ? (condition.since ?? now) : now
  stored.status = now - stored.last_seen_at > offlineAfter ? 'offline' : 'online'
}
