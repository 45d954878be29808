import type { Ask } from './doors.ts'
import type { Explored } from './explored.ts'
import type { State, Stripe } from './state.ts'
import { execute, type Mishap, mayClear, unanswered } from './stripe.ts'

/** How one call of a port goes. `fine` unless a fault is spent on it. */
export type How =
  | 'fine'
  | 'reply_lost'
  | 'never_arrived'
  | 'still_travelling'
  | 'told_to_wait'
  | 'thought_gone'
  | Mishap

type Sent = ReturnType<typeof execute>

/** A command on its way to Stripe and back, or not. */
export function send(
  world: Explored,
  { stripe, books }: State,
  [request, plainKey]: Extract<Ask, { port: 'send' }>['args'],
  how: How,
): Sent {
  const key = world.keyOf?.(plainKey, stripe) ?? plainKey
  const call = books.calls.find(one => one.key === plainKey)
  if (call?.step === 'cancel_action' && call.readerId && !(key in stripe.keys) && how !== 'never_arrived')
    mayClear(stripe, call.readerId, call.tenderId)
  const gone = (after: Stripe): Sent => ({ stripe: after, ending: unanswered('no_answer') })
  switch (how) {
    case 'fine':
      return execute(stripe, request, key)
    case 'reply_lost':
      return gone(execute(stripe, request, key).stripe)
    case 'never_arrived':
    case 'thought_gone':
      return gone(stripe)
    case 'still_travelling':
      return gone({ ...stripe, travelling: [...stripe.travelling, { ...request, key }] })
    case 'told_to_wait':
      return { stripe, ending: unanswered('rate_limit') }
    default:
      return execute(stripe, request, key, how)
  }
}
