/** What is left to happen: presses of people, and faults by kind. Within these a world is explored to the last state. */
export type Budget = {
  /** Charge and Try again; Cancel; Change the sale; Check status; Confirm and Capture; refunds; cash; edits of the cart. */
  readonly charge: number
  readonly cancel: number
  readonly changeSale: number
  readonly check: number
  readonly confirm: number
  readonly capture: number
  readonly refund: number
  readonly cash: number
  readonly edit: number
  /** Cards put to a reader; customers who press Cancel there. */
  readonly tap: number
  readonly customerCancels: number
  /** A server dies between two steps. */
  readonly kill: number
  /** A command whose reply never comes: executed, not arrived, or (`late`) still travelling; a read without an answer. */
  readonly lost: number
  readonly late: number
  readonly unread: number
  /** 429, 409 and `lock_timeout` without need. */
  readonly busy: number
  /** `terminal_reader_timeout`, and how many of them are shown only after the answer; readers that are offline. */
  readonly timeout: number
  readonly lateShown: number
  readonly offline: number
  /** A create answered with an error, or with a 500 although it was executed. */
  readonly createError: number
  /** `connection_error`: the authorisation goes on where nobody sees it. */
  readonly unseen: number
  /** A reader loses its action: restarted, or an outsider cleared it. */
  readonly wipe: number
  /** Sweeps for intents that nobody knows. */
  readonly sweep: number
  /** Webhooks that come twice; what the Dashboard cancels or captures behind our back. */
  readonly double: number
  readonly dashboard: number
  /** A living server is believed dead, or a slow call believed lost, and another takes its call over. */
  readonly takeOver: number
  /** Switches to something else while a server is in the middle of an operation. */
  readonly switches: number
}

export const nothing: Budget = {
  charge: 0,
  cancel: 0,
  changeSale: 0,
  check: 0,
  confirm: 0,
  capture: 0,
  refund: 0,
  sweep: 0,
  cash: 0,
  edit: 0,
  tap: 0,
  customerCancels: 0,
  kill: 0,
  lost: 0,
  late: 0,
  unread: 0,
  busy: 0,
  timeout: 0,
  lateShown: 0,
  offline: 0,
  createError: 0,
  unseen: 0,
  wipe: 0,
  double: 0,
  dashboard: 0,
  takeOver: 0,
  switches: Number.POSITIVE_INFINITY,
}

const spent = new WeakMap<Budget, Map<string, Budget>>()

/** One less of each of these. The same from the same is the same object, so that its name is known. */
export function spend(left: Budget, ...what: readonly (keyof Budget)[]): Budget {
  if (what.length === 0) return left
  const known = spent.get(left) ?? new Map<string, Budget>()
  spent.set(left, known)
  const before = known.get(what.join())
  if (before) return before
  const after: Record<keyof Budget, number> = { ...left }
  for (const one of what) after[one] -= 1
  known.set(what.join(), after)
  return after
}
