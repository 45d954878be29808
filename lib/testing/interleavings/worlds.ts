import { type Budget, nothing } from './budget.ts'
import type { Explored } from './explored.ts'

/** One counter with one till and one reader, and two servers that may both be at work. */
const one = {
  tills: [1],
  readers: 1,
  servers: 2,
  without: new Set<never>(),
  exactTimes: false,
} as const satisfies Partial<Explored>

const world = (name: string, budget: Partial<Budget>, more: Partial<Explored> = {}): Explored => ({
  ...one,
  ...more,
  name,
  budget: { ...nothing, ...budget },
})

/**
 * What the gate explores to the last state. `switches` is how often anything may turn to something else while a server is in the
 * middle of an operation; without it, as often as it likes. Crashes come at any step and cost no switch.
 */
export const WORLDS: readonly Explored[] = [
  world('any order', { charge: 1, tap: 1 }),
  world('two fingers', { charge: 2, tap: 1, cash: 1, switches: 1 }, { freshTenders: true }),
  world('cancel and cash', { charge: 2, tap: 1, cancel: 1, cash: 1, lost: 1, switches: 0 }),
  world('late requests', { charge: 1, tap: 1, cancel: 1, lost: 1, late: 1, switches: 0 }),
  world('crashes', { charge: 1, tap: 1, cancel: 1, kill: 2, switches: 0 }, { servers: 1 }),
  world('taken over', { charge: 1, tap: 1, lost: 1, takeOver: 1, switches: 1 }),
  world('timeouts', { charge: 2, tap: 1, timeout: 1, lateShown: 1, cancel: 1, cash: 1, switches: 0 }),
  world('timeouts again', { charge: 3, tap: 2, timeout: 2, lateShown: 1, switches: 0 }, { servers: 1 }),
  world('unseen money', { charge: 2, tap: 1, unseen: 1, lost: 1, cancel: 1, switches: 0 }),
  world('trouble at the start', { charge: 2, tap: 1, createError: 1, lost: 1, sweep: 1, switches: 0 }),
  world('readers with moods', {
    charge: 2,
    tap: 1,
    wipe: 1,
    customerCancels: 1,
    offline: 1,
    busy: 1,
    changeSale: 1,
    switches: 0,
  }),
  world('doubled webhooks', { charge: 1, tap: 1, cancel: 1, double: 1, unread: 1, switches: 0 }),
  world(
    'two tills',
    { charge: 2, tap: 1, cancel: 1, timeout: 1, lateShown: 1, switches: 0 },
    { tills: [1, 1] },
  ),
  world(
    'two readers',
    { charge: 2, tap: 1, cancel: 1, timeout: 1, lateShown: 1, switches: 0 },
    { readers: 2 },
  ),
  world('edits', { charge: 2, tap: 1, edit: 1, cash: 1, unseen: 1, switches: 0 }, { tills: [2] }),
  world(
    'captured by the till',
    { charge: 1, tap: 1, cancel: 1, dashboard: 1, kill: 1, switches: 0 },
    { manual: true },
  ),
  world(
    'held on purpose',
    { charge: 1, tap: 1, capture: 1, cancel: 1, dashboard: 1, lost: 1, switches: 0 },
    { holds: true },
  ),
  world(
    'two steps',
    { charge: 2, tap: 1, confirm: 1, cancel: 1, lost: 1, timeout: 1, switches: 0 },
    { twoSteps: true },
  ),
  world(
    'two steps, unseen',
    { charge: 2, tap: 1, confirm: 2, unseen: 1, kill: 1, switches: 0 },
    { twoSteps: true },
  ),
  world('refund in between', { charge: 1, tap: 1, refund: 1, lost: 1, switches: 1 }),
  world('refunds', { charge: 1, tap: 1, refund: 2, lost: 1, late: 1, kill: 1, switches: 0 }),
]

const MUCH: Budget = {
  ...nothing,
  charge: 9,
  cancel: 3,
  changeSale: 2,
  check: 2,
  cash: 2,
  edit: 3,
  tap: 9,
  customerCancels: 2,
  kill: 6,
  lost: 6,
  late: 3,
  unread: 4,
  busy: 4,
  timeout: 3,
  lateShown: 2,
  offline: 2,
  createError: 2,
  unseen: 2,
  wipe: 2,
  sweep: 2,
  double: 3,
  dashboard: 1,
  takeOver: 3,
}

/** Beyond the bounds: whole days with every fault, at random. */
export const DAYS: readonly Explored[] = [
  { ...one, name: 'three tills', tills: [1, 2, 1], readers: 2, servers: 3, sameServer: 4, budget: MUCH },
  {
    ...one,
    name: 'holds',
    tills: [1, 2],
    readers: 2,
    servers: 3,
    holds: true,
    budget: { ...MUCH, capture: 2, refund: 2 },
  },
  {
    ...one,
    name: 'captured by the till',
    tills: [2, 1],
    readers: 1,
    servers: 2,
    manual: true,
    budget: { ...MUCH, refund: 2 },
  },
  {
    ...one,
    name: 'two steps',
    tills: [1, 2],
    readers: 2,
    servers: 3,
    twoSteps: true,
    budget: { ...MUCH, confirm: 4, refund: 2 },
  },
]
