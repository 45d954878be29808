import type { Ending, Request } from '#lib/ports/payments.ts'
import { type Device, type Intent, must, replaced, type Stripe } from './state.ts'
import { intentSeen, readerSeen, refundSeen } from './stripe-seen.ts'

/** How a command fares at Stripe when it is not simply carried out. */
export type Mishap =
  | 'refused'
  | 'failed_yet_done'
  | 'timeout_dark'
  | 'timeout_shown'
  | 'timeout_late'
  | 'offline'

/** An answer, and whether Stripe keeps it under the key. A lock is not kept. */
type Executed = { readonly stripe: Stripe; readonly ending: Ending }

export const intentOf = (stripe: Stripe, id: string): Intent | undefined =>
  stripe.intents.find(intent => intent.id === id)

export const isWaiting = (device: Device | undefined): boolean =>
  device?.action?.status === 'waiting' || device?.action?.status === 'authorising'

/** Carries a command out once per key. A repeated key gets the kept answer, whatever is true by now. */
export function execute(stripe: Stripe, request: Request, key: string, mishap?: Mishap): Executed {
  const kept = stripe.keys[key]
  if (kept) return { stripe, ending: replay(kept) }
  const done = carriedOut(stripe, request, mishap)
  const locked = done.ending.outcome === 'unknown' && !done.ending.answered
  if (locked) return done
  return { ...done, stripe: { ...done.stripe, keys: { ...done.stripe.keys, [key]: done.ending } } }
}

const replay = (kept: Ending): Ending =>
  kept.outcome === 'done' ? { ...kept, answer: { ...kept.answer, replayed: true } } : kept

function carriedOut(stripe: Stripe, { path, params }: Request, mishap?: Mishap): Executed {
  const [, , kind, second, third, fourth] = path.split('/')
  if (kind === 'refunds') return refund(stripe, params)
  if (kind === 'payment_intents') {
    if (second === undefined) return create(stripe, params, mishap)
    const intent = intentOf(stripe, second)
    if (!intent) return no(stripe, 'resource_missing')
    if (third === 'cancel') return cancel(stripe, intent)
    if (third === 'capture') return capture(stripe, intent)
    return update(stripe, intent, Number(params.amount))
  }
  const device = stripe.devices.find(one => one.id === third)
  if (!device || second !== 'readers') return no(stripe, 'resource_missing')
  if (fourth === 'cancel_action') return cancelAction(stripe, device)
  const intent = intentOf(stripe, String(params.payment_intent))
  if (!intent) return no(stripe, 'resource_missing')
  if (fourth === 'confirm_payment_intent') return confirm(stripe, device, intent)
  const type = fourth === 'collect_payment_method' ? fourth : 'process_payment_intent'
  return process(stripe, device, intent, type, mishap)
}

function create(stripe: Stripe, params: Request['params'], mishap?: Mishap): Executed {
  if (mishap === 'refused') return no(stripe, 'http_402')
  // True because the gateway's own `write` made these parameters.
  const { tapline_tender: tenderId = '' } = params.metadata as Record<string, string>
  const intent: Intent = {
    id: `pi_${stripe.intents.length}`,
    tenderId,
    status: 'requires_payment_method',
    amount: Number(params.amount),
    auth: 'none',
    asked: 0,
    taken: 0,
    manual: params.capture_method === 'manual',
    refunds: [],
  }
  const next = { ...stripe, intents: [...stripe.intents, intent] }
  return mishap === 'failed_yet_done' ? unproven(next, 'http_500') : yes(next, intent)
}

function update(stripe: Stripe, intent: Intent, amount: number): Executed {
  if (intent.auth !== 'none') return locked(stripe)
  if (intent.status !== 'requires_payment_method') return no(stripe, 'payment_intent_unexpected_state')
  const next = { ...intent, amount }
  return yes(withIntent(stripe, next), next)
}

function cancel(stripe: Stripe, intent: Intent): Executed {
  if (intent.auth !== 'none') return locked(stripe)
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    return no(stripe, 'payment_intent_unexpected_state')
  const next = { ...intent, status: 'canceled' as const, taken: 0 }
  return yes(said(withIntent(stripe, next), next.id), next)
}

function capture(stripe: Stripe, intent: Intent): Executed {
  if (intent.status !== 'requires_capture') return no(stripe, 'payment_intent_unexpected_state')
  const next = { ...intent, status: 'succeeded' as const }
  return yes(said(withIntent(stripe, next), next.id), next)
}

function refund(stripe: Stripe, params: Request['params']): Executed {
  const intent = intentOf(stripe, String(params.payment_intent))
  const back = intent?.refunds.reduce((sum, one) => sum + one.amount, 0) ?? 0
  const amount = Number(params.amount)
  if (intent?.status !== 'succeeded' || back + amount > intent.taken)
    return no(stripe, 'charge_already_refunded')
  // True because the gateway's own `write` made these parameters.
  const { tapline_refund: refundId = '' } = params.metadata as Record<string, string>
  must(!intent.refunds.some(one => one.refundId === refundId), 'I1', `${refundId} was made twice`)
  const made = { id: `re_${intent.id}_${intent.refunds.length}`, refundId, amount }
  const next = withIntent(stripe, { ...intent, refunds: [...intent.refunds, made] })
  return {
    stripe: next,
    ending: { ms: 1, outcome: 'done', answer: { refund: refundSeen(made), replayed: false } },
  }
}

/** Two steps: the card that was read is charged. Only while the reader still has it. */
function confirm(stripe: Stripe, device: Device, intent: Intent): Executed {
  const { action } = device
  if (intent.status !== 'requires_confirmation') return no(stripe, 'intent_invalid_state')
  if (action?.intent !== intent.id || action.status !== 'succeeded')
    return no(stripe, 'terminal_reader_collected_data_invalid')
  const begun = withIntent(stripe, { ...intent, auth: 'on_device' })
  const next = {
    ...device,
    action: { ...action, type: 'confirm_payment_intent', status: 'authorising' } as const,
  }
  return answeredBy(withDevice(begun, next), device.id)
}

type Begin = 'process_payment_intent' | 'collect_payment_method'

function process(stripe: Stripe, device: Device, intent: Intent, type: Begin, mishap?: Mishap): Executed {
  if (intent.status !== 'requires_payment_method' || intent.auth !== 'none')
    return no(stripe, 'intent_invalid_state')
  if (mishap === 'offline') return no(stripe, 'terminal_reader_offline')
  if (device.action?.status === 'authorising') return no(stripe, 'terminal_reader_busy')
  if (mishap === 'timeout_dark') return unproven(stripe, 'terminal_reader_timeout')
  if (mishap === 'timeout_late')
    return unproven(
      withDevice(stripe, { ...device, late: `${type} ${intent.id}` }),
      'terminal_reader_timeout',
    )
  const next = withDevice(stripe, shows(stripe, device, intent, type, 'a command'))
  return mishap === 'timeout_shown' ? unproven(next, 'terminal_reader_timeout') : answeredBy(next, device.id)
}

/** A new command takes the place of one that waits, and says nothing. I8: never of another payment that is alive. */
export function shows(stripe: Stripe, device: Device, intent: Intent, type: Begin, what: string): Device {
  mayReplace(stripe, device, intent.tenderId, what)
  return { ...device, action: { type, intent: intent.id, status: 'waiting', amount: intent.amount } }
}

function cancelAction(stripe: Stripe, device: Device): Executed {
  if (device.action?.status === 'authorising') return no(stripe, 'terminal_reader_busy')
  if (device.action?.status !== 'waiting') return answeredBy(stripe, device.id)
  return { stripe: withDevice(stripe, without(device)), ending: idle }
}

const idle: Ending = { ms: 1, outcome: 'done', answer: { reader: { reachable: true }, replayed: false } }

export function without({ action: _, ...device }: Device): Device {
  return device
}

function mayReplace(stripe: Stripe, device: Device, tenderId: string, what: string): void {
  const waiting = device.action?.status === 'waiting' ? intentOf(stripe, device.action.intent) : undefined
  const others = waiting?.status === 'requires_payment_method' && waiting.tenderId !== tenderId
  must(!others, 'I8', `${what} of ${tenderId} throws away the waiting payment of ${waiting?.tenderId}`)
}

/** Checked by whoever sends, since a `cancel_action` does not say for whom it is. */
export function mayClear(stripe: Stripe, readerId: string, tenderId: string): void {
  const device = stripe.devices.find(one => one.id === readerId)
  if (device) mayReplace(stripe, device, tenderId, 'a cancel_action')
}

export const withIntent = (stripe: Stripe, intent: Intent): Stripe => ({
  ...stripe,
  intents: replaced(
    stripe.intents,
    one => one.id === intent.id,
    () => intent,
  ),
})

export const withDevice = (stripe: Stripe, device: Device): Stripe => ({
  ...stripe,
  devices: replaced(
    stripe.devices,
    one => one.id === device.id,
    () => device,
  ),
})

/** Stripe speaks of an intent's end, which may be believed. */
export const said = (stripe: Stripe, intent: string): Stripe => ({
  ...stripe,
  events: [...stripe.events, { id: `evt_end_${intent}`, intent, final: true }],
})

const problem = (code: string, status: number) => ({ problem: { code, message: code, status }, ms: 1 })
const no = (stripe: Stripe, code: string): Executed => ({
  stripe,
  ending: { ...problem(code, 400), outcome: 'refused' },
})
const unproven = (stripe: Stripe, code: string): Executed => ({
  stripe,
  ending: { ...problem(code, 500), outcome: 'unknown', answered: true },
})
const locked = (stripe: Stripe): Executed => ({ stripe, ending: unanswered('lock_timeout') })
const yes = (stripe: Stripe, intent: Intent): Executed => ({
  stripe,
  ending: { ms: 1, outcome: 'done', answer: { intent: intentSeen(intent), replayed: false } },
})
const answeredBy = (stripe: Stripe, readerId: string): Executed => {
  const reader = readerSeen(stripe.devices.find(one => one.id === readerId))
  return { stripe, ending: { ms: 1, outcome: 'done', answer: { reader, replayed: false } } }
}

/** Not answered, or not in a way that Stripe keeps: 429, 409, `lock_timeout`. */
export const unanswered = (code: string): Ending => ({
  ...problem(code, 429),
  outcome: 'unknown',
  answered: false,
})
