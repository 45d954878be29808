import { sameMoney } from './money.ts'
import { type CardRead, type CardTender, refundAsked } from './tender.ts'

/** The commands to Stripe that a payment is made of. Each has its own counter `n` per tender. */
export type Step =
  | 'create'
  | 'update'
  | 'process'
  | 'collect'
  | 'confirm'
  | 'cancel_action'
  | 'cancel'
  | 'capture'
  | 'refund'

/** What the database knows about a tender beside the sale itself. */
export type Surroundings = {
  /** The tender's call that has not been answered. There is at most one (`one_open_call_per_tender`). */
  readonly openCall: boolean
  /** Readers this tender holds. More than one after a change of reader that could not be finished. */
  readonly leases: readonly { readonly readerId: string; readonly doubtful: boolean }[]
  /** A refused or unproven answer came: look before anything else. */
  readonly lookDue: boolean
  /** Whether a create call was ever written for it. */
  readonly createWritten: boolean
}

/** The one next thing to do for a tender, decided from its row alone, by whoever finds it. */
export type NextStep =
  | { readonly do: 'rest' }
  | { readonly do: 'send' } // The open call, again under its key.
  | { readonly do: 'close' } // Nothing was ever asked of Stripe: the tender just ends.
  | { readonly do: 'call'; readonly step: CallStep }
  | { readonly do: 'look'; readonly at: 'reader_and_intent' | 'intent' }
  | { readonly do: 'clear'; readonly readerId: string } // Ended, yet still holding a reader: look at it, clear or free it.

/** Steps a tender's own state asks for; clearing a reader is asked for by what a look has shown. */
export type CallStep = Exclude<Step, 'cancel_action'>

const rest: NextStep = { do: 'rest' }

/**
 * One engine behind all doors: request, knock and reconciler all ask this function. A `look` for a tender that is simply
 * waiting is returned as well; when it is worth making is the caller's to time, never a question of ownership.
 */
export function nextStep(tender: CardTender, around: Surroundings): NextStep {
  if (around.openCall) return { do: 'send' }
  if (tender.state === 'paid' || tender.state === 'canceled') return ended(tender, around)
  if (around.lookDue && tender.state !== 'drafted')
    return { do: 'look', at: tender.state === 'on_reader' ? 'reader_and_intent' : 'intent' }
  switch (tender.state) {
    case 'drafted':
      if (tender.wish === 'stop' && !around.createWritten) return { do: 'close' }
      return { do: 'call', step: 'create' }
    case 'ready':
      if (tender.wish === 'stop') return { do: 'call', step: 'cancel' }
      if (tender.wish !== 'charge') return { do: 'look', at: 'intent' }
      if (amountDiffers(tender)) return { do: 'call', step: 'update' }
      return { do: 'call', step: tender.twoSteps ? 'collect' : 'process' }
    case 'on_reader':
      if (tender.wish === 'confirm') return { do: 'call', step: 'confirm' }
      return { do: 'look', at: 'reader_and_intent' }
    case 'held':
      return holding(tender, around)
  }
}

function ended(tender: CardTender, around: Surroundings): NextStep {
  const held = around.leases[0]
  if (held) return { do: 'clear', readerId: held.readerId }
  // One that ended before it had an intent has nothing to look at.
  if (around.lookDue && tender.paymentIntent) return { do: 'look', at: 'intent' }
  // Money that goes back does not wait for the receipt's details of the card.
  if (refundAsked(tender)) return { do: 'call', step: 'refund' }
  const isMore = tender.state === 'paid' && !tender.card && tender.paymentIntent !== undefined
  return isMore || tender.refunds?.some(one => one.state === 'pending') ? { do: 'look', at: 'intent' } : rest
}

function holding(tender: CardTender, around: Surroundings): NextStep {
  const held = around.leases[0]
  if (held) return { do: 'clear', readerId: held.readerId }
  if (tender.wish === 'stop') return { do: 'call', step: 'cancel' }
  // Held open on purpose: the engine only watches its deadline until somebody asks for the money.
  return tender.holds && tender.wish !== 'capture' ? rest : { do: 'call', step: 'capture' }
}

const amountDiffers = (tender: CardTender): boolean =>
  tender.intentAmount !== undefined && !sameMoney(tender.intentAmount, tender.amount)

/** What a device showed when it was looked at. `ours` when its action carries the tender's intent. */
export type ReaderSeen = {
  readonly reachable: boolean
  readonly action?: {
    readonly type: string
    readonly status: 'in_progress' | 'succeeded' | 'failed'
    readonly paymentIntent?: string
    readonly failureCode?: string
    /** Two steps: the card that was read. */
    readonly card?: CardRead
    /** Where the card's bank said no. */
    readonly failure?: { readonly code: string; readonly declineCode?: string; readonly adviceCode?: string }
  }
}

/** Our intent is still on the device: nothing may be freed. */
export const stillShows = (seen: ReaderSeen, tender: CardTender): boolean =>
  seen.action?.status === 'in_progress' && seen.action.paymentIntent === tender.paymentIntent
