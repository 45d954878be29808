import { spend } from './budget.ts'
import type { Explored } from './explored.ts'
import type { Move } from './moves.ts'
import type { Device, Intent, State, Stripe } from './state.ts'
import { execute, intentOf, said, shows, withDevice, withIntent, without } from './stripe.ts'

/** What happens outside of our servers: customers, devices, the network, the Dashboard. */
export function stripeMoves(explored: Explored, state: State): readonly Move[] {
  return [
    ...state.stripe.devices.flatMap(device => deviceMoves(explored, state, device)),
    ...state.stripe.intents.flatMap(intent => intentMoves(explored, state, intent)),
    ...state.stripe.travelling.map((request, at) => ({
      name: `the late ${request.key.split(':').slice(2).join('#')} reaches Stripe`,
      go: () => withStripe(state, arrives(state.stripe, at)),
    })),
  ]
}

const withStripe = (state: State, stripe: Stripe): State => ({ ...state, stripe })

export function arrives(stripe: Stripe, at: number): Stripe {
  const request = stripe.travelling[at]
  const rest = { ...stripe, travelling: stripe.travelling.filter((_, other) => other !== at) }
  return request ? execute(rest, request, request.key).stripe : rest
}

function deviceMoves(explored: Explored, state: State, device: Device): readonly Move[] {
  const { left, stripe } = state
  const moves: Move[] = []
  const may = (name: string, next: () => State) => moves.push({ name: `${device.id}: ${name}`, go: next })
  const cheaper = (what: keyof typeof left) => ({ ...state, left: spend(left, what) })
  const status = device.action?.status
  if (status === 'waiting') {
    if (left.tap > 0) may('the customer taps', () => withStripe(cheaper('tap'), tapped(stripe, device)))
    if (left.customerCancels > 0)
      may('the customer cancels', () =>
        withStripe(cheaper('customerCancels'), failed(stripe, device, 'customer_canceled', left.tap)),
      )
    if (left.wipe > 0)
      may('loses its action', () => withStripe(cheaper('wipe'), withDevice(stripe, without(device))))
  }
  if (status === 'authorising') {
    may('approved', () => withStripe(state, approved(stripe, device, explored)))
    may('declined', () => withStripe(state, declined(stripe, device, state.now, left.tap)))
    if (left.unseen > 0)
      may('connection_error, the authorisation goes on unseen', () =>
        withStripe(cheaper('unseen'), disconnected(stripe, device, left.tap)),
      )
  }
  if (device.late && status !== 'authorising')
    may('the late command arrives', () => withStripe(state, lateArrives(stripe, device)))
  return moves
}

function intentMoves(explored: Explored, state: State, intent: Intent): readonly Move[] {
  const { left, stripe } = state
  const moves: Move[] = []
  const may = (name: string, next: () => Stripe, cost?: 'dashboard') =>
    moves.push({
      name: `${intent.id}: ${name}`,
      go: () => withStripe(cost ? { ...state, left: spend(left, cost) } : state, next()),
    })
  if (intent.auth === 'unseen') {
    may('the unseen authorisation is approved', () => taken(stripe, intent, explored))
    may('the unseen authorisation is declined', () => withIntent(stripe, { ...intent, auth: 'none' }))
  }
  if (left.dashboard === 0 || intent.auth !== 'none') return moves
  if (intent.status === 'requires_payment_method' || intent.status === 'requires_capture')
    may(
      'canceled in the Dashboard',
      () => said(withIntent(stripe, { ...intent, status: 'canceled', taken: 0 }), intent.id),
      'dashboard',
    )
  if (intent.status === 'requires_capture')
    may(
      'captured in the Dashboard',
      () => said(withIntent(stripe, { ...intent, status: 'succeeded' }), intent.id),
      'dashboard',
    )
  return moves
}

/** A card for an intent that has ended, or is being authorised elsewhere, is not taken. */
export function tapped(stripe: Stripe, device: Device): Stripe {
  const { action } = device
  const intent = action && intentOf(stripe, action.intent)
  if (!action || !intent) return stripe
  if (intent.status !== 'requires_payment_method' || intent.auth !== 'none')
    return failed(stripe, device, 'intent_invalid_state', 0)
  if (action.type === 'collect_payment_method') {
    const read = withIntent(stripe, { ...intent, status: 'requires_confirmation', asked: action.amount })
    return withDevice(read, { ...device, action: { ...action, status: 'succeeded' } })
  }
  const begun = withIntent(stripe, { ...intent, auth: 'on_device', asked: action.amount })
  return withDevice(begun, { ...device, action: { ...action, status: 'authorising' } })
}

export function approved(stripe: Stripe, device: Device, explored: Explored): Stripe {
  const { action } = device
  const intent = action && intentOf(stripe, action.intent)
  if (!action || !intent) return stripe
  const done = withDevice(stripe, { ...device, action: { ...action, status: 'succeeded' } })
  return taken(done, intent, explored)
}

export function taken(stripe: Stripe, intent: Intent, { manual }: Explored): Stripe {
  const next = { ...intent, auth: 'none' as const, taken: intent.asked }
  if (manual || intent.manual) return withIntent(stripe, { ...next, status: 'requires_capture' })
  return said(withIntent(stripe, { ...next, status: 'succeeded' }), intent.id)
}

/** A card that was read and then declined must be read again. */
const unpaid = (intent: Intent): Intent =>
  intent.status === 'requires_confirmation' ? { ...intent, status: 'requires_payment_method' } : intent

function declined(stripe: Stripe, device: Device, at: number, nr: number): Stripe {
  const intent = device.action && intentOf(stripe, device.action.intent)
  if (!intent) return stripe
  const lastDecline = { code: 'card_declined', declineCode: 'generic_decline', at }
  return failed(
    withIntent(stripe, { ...unpaid(intent), auth: 'none', lastDecline }),
    device,
    'card_declined',
    nr,
  )
}

function disconnected(stripe: Stripe, device: Device, nr: number): Stripe {
  const intent = device.action && intentOf(stripe, device.action.intent)
  if (!intent) return stripe
  return failed(withIntent(stripe, { ...unpaid(intent), auth: 'unseen' }), device, 'connection_error', nr)
}

function failed(stripe: Stripe, device: Device, failureCode: string, nr: number): Stripe {
  const { action } = device
  if (!action) return stripe
  const event = { id: `evt_${device.id}_${nr}_${failureCode}`, intent: action.intent, final: false }
  const next = withDevice(stripe, { ...device, action: { ...action, status: 'failed', failureCode } })
  return { ...next, events: [...next.events, event] }
}

export function lateArrives(stripe: Stripe, { late, ...device }: Device): Stripe {
  const [type, id = ''] = late?.split(' ') ?? []
  const intent = intentOf(stripe, id)
  const begin = type === 'collect_payment_method' ? type : 'process_payment_intent'
  const alive = intent?.status === 'requires_payment_method' && intent.auth === 'none'
  return withDevice(stripe, alive ? shows(stripe, device, intent, begin, 'a late command') : device)
}
