import { type Currency, factsOf } from './currencies.ts'
import { type Money, money } from './money.ts'
import type { ReaderSeen } from './payment-step.ts'
import type { RefundSeen } from './refund-facts.ts'
import type { IntentSeen } from './sale-facts.ts'

/** The calls a test payment is made of, in their order; the last two instead of a refund when nothing was paid. */
export type TestStep = 'create' | 'process' | 'present' | 'refund' | 'cancel_action' | 'cancel'

export type TestCall = {
  readonly step: TestStep
  readonly n: number
  readonly at: number
  /** Missing while nobody has answered. */
  readonly outcome?: 'done' | 'refused' | 'unproven'
  readonly ms?: number
  readonly code?: string
  readonly requestId?: string
}

/** How a test payment ended, for the person who made it. */
export type TestResult =
  | 'approved'
  | 'declined'
  | 'customer_canceled'
  | 'not_taken' // The reader refused the command: offline, busy, broken.
  | 'nobody_tapped'
  | 'stopped'
  | 'not_created'
  | 'lost' // The reader let go of it without an answer.

/**
 * A payment made to try a reader. It belongs to no sale: its intent carries `tapline_test`, no tender carries the intent. Whatever was paid
 * goes back, whatever was not is cancelled, and only then the reader is let go of.
 */
export type ReaderTest = {
  readonly id: string
  readonly readerId: string
  /** `simulated`: a test card is held to it by ourselves. `card`: a person taps. */
  readonly mode: 'simulated' | 'card'
  readonly live: boolean
  readonly amount: Money
  readonly startedAt: number
  readonly staffName: string
  readonly calls: readonly TestCall[]
  readonly paymentIntent?: string
  /** When the reader had acknowledged, and when the money was seen. */
  readonly litAt?: number
  readonly paidAt?: number
  readonly result?: TestResult
  /** Stripe's code behind the result. */
  readonly code?: string
  /** `back`: it is on its card again, or was never taken. `owed`: paid, and the refund was refused. */
  readonly money: 'none' | 'authorising' | 'paid' | 'back' | 'owed'
  readonly cardWords?: { readonly brand: string; readonly last4: string }
  readonly wantsStop?: true
  /** An answer without proof, or a no: what is true now is read before anything else is asked for. */
  readonly lookDue?: true
  readonly endedAt?: number
}

export type NextTestStep =
  | { readonly do: 'call'; readonly step: TestStep }
  | { readonly do: 'send'; readonly call: TestCall }
  | { readonly do: 'look' }
  | { readonly do: 'end' }

/** A person has so long to tap. */
const TAP_WITHIN_MS = 120_000
/** A refund that Stripe refuses is asked for so often; then it is somebody's to make in the Dashboard. */
const MOST_REFUNDS = 5
const MOST_CREATES = 3
const ASK_AGAIN_MS = 5_000

export const callsOf = ({ calls }: ReaderTest, step: TestStep): readonly TestCall[] =>
  calls.filter(call => call.step === step)

const isDone = (test: ReaderTest, step: TestStep): boolean =>
  callsOf(test, step).some(call => call.outcome === 'done')

/** The one next thing to do, from the row alone, by whoever finds it. */
export function nextTestStep(test: ReaderTest, now: number): NextTestStep {
  const open = test.calls.find(call => call.outcome === undefined)
  if (open) return { do: 'send', call: open }
  if (test.endedAt !== undefined) return { do: 'end' }
  if (test.money === 'paid') return test.lookDue ? { do: 'look' } : refunding(test)
  if (test.money === 'back' || test.money === 'owed') return { do: 'end' }
  if (!test.paymentIntent) return creating(test)
  if (test.lookDue) return { do: 'look' }
  // Not paid: the intent is cancelled, which also ends whatever might still appear on the reader.
  if (test.result !== undefined) return { do: 'call', step: 'cancel' }
  if (callsOf(test, 'process').length === 0)
    return test.wantsStop ? { do: 'call', step: 'cancel' } : { do: 'call', step: 'process' }
  if (wantsOff(test, now)) return { do: 'call', step: 'cancel_action' }
  const isShown = test.litAt !== undefined && test.mode === 'simulated'
  if (isShown && callsOf(test, 'present').length === 0) return { do: 'call', step: 'present' }
  return { do: 'look' }
}

function creating(test: ReaderTest): NextTestStep {
  const tries = callsOf(test, 'create')
  const isRefused = tries.some(call => call.outcome === 'refused')
  if (isRefused || tries.length >= MOST_CREATES || (test.wantsStop && tries.length === 0))
    return { do: 'end' }
  return { do: 'call', step: 'create' }
}

const refunding = (test: ReaderTest): NextTestStep =>
  isDone(test, 'refund') || callsOf(test, 'refund').length >= MOST_REFUNDS
    ? { do: 'end' }
    : { do: 'call', step: 'refund' }

/** Stopped by a person, or nobody has tapped. After it a look says what became of it. */
function wantsOff(test: ReaderTest, now: number): boolean {
  const last = callsOf(test, 'cancel_action').at(-1)
  const isDue = last === undefined || now - last.at > ASK_AGAIN_MS
  const began = test.litAt ?? test.startedAt
  return isDue && (test.wantsStop === true || now - began > TAP_WITHIN_MS)
}

/** What a look at reader and intent says about a test that has not ended. */
export function testAfterLook(
  before: ReaderTest,
  { reader, intent }: { readonly reader: ReaderSeen; readonly intent: IntentSeen },
  now: number,
): ReaderTest {
  const { lookDue: _, ...test } = before
  const card = intent.card ? { cardWords: { brand: intent.card.brand, last4: intent.card.last4 } } : {}
  switch (intent.status) {
    case 'succeeded':
      return { ...test, ...card, money: 'paid', result: 'approved', paidAt: test.paidAt ?? now }
    case 'canceled':
      return { ...test, money: 'back', result: test.result ?? 'stopped' }
    case 'requires_payment_method':
      return stillShows(reader, test) ? { ...test, litAt: test.litAt ?? now } : over(test, reader, intent)
    default:
      return { ...test, money: 'authorising' }
  }
}

/** Whether the money is on its card again, or on its way there. */
export const isGivenBack = ({ status }: Pick<RefundSeen, 'status'>): boolean =>
  status === 'succeeded' || status === 'pending'

/** What Stripe's own list says when a refund was not answered with a yes: one that was made all the same is not asked for again. */
export function testAfterRefunds(before: ReaderTest, refunds: readonly RefundSeen[]): ReaderTest {
  const { lookDue: _, ...test } = before
  const back = refunds.filter(isGivenBack).reduce((minor, { amount }) => minor + amount.minor, 0)
  return back >= test.amount.minor ? { ...test, money: 'back' } : test
}

/** A bank may send a refund back for thirty days after Stripe had said yes to it: then the money is with us again. */
export function testAfterLateLook(test: ReaderTest, refunds: readonly RefundSeen[]): ReaderTest {
  return testAfterRefunds({ ...test, money: 'owed' }, refunds)
}

const stillShows = ({ action }: ReaderSeen, { paymentIntent }: ReaderTest): boolean =>
  action?.status === 'in_progress' && action.paymentIntent === paymentIntent

/** The attempt is over and nothing was taken. */
function over(test: ReaderTest, { action }: ReaderSeen, intent: IntentSeen): ReaderTest {
  const refused = callsOf(test, 'process').findLast(call => call.outcome === 'refused')
  const ours = action?.paymentIntent === test.paymentIntent ? action : undefined
  const decline = intent.lastDecline ?? ours?.failure
  if (decline) return { ...test, result: 'declined', code: decline.declineCode ?? decline.code }
  if (refused) return { ...test, result: 'not_taken', ...(refused.code ? { code: refused.code } : {}) }
  if (ours?.failureCode === 'customer_canceled') return { ...test, result: 'customer_canceled' }
  if (test.wantsStop) return { ...test, result: 'stopped' }
  if (callsOf(test, 'cancel_action').length > 0) return { ...test, result: 'nobody_tapped' }
  return { ...test, result: 'lost', ...(ours?.failureCode ? { code: ours.failureCode } : {}) }
}

/** Whole and at least Stripe's smallest charge; its last two digits are 00, which the sandbox approves. */
export function testAmount(currency: Currency): Money {
  return money(Math.max(1, Math.ceil(factsOf(currency).smallestCharge / 100)) * 100, currency)
}
