import { createHash } from 'node:crypto'
import type { Account } from './account.ts'

/** Every way to misbehave. The meaning of each is in README.md, section "Faults". */
export const faultKinds = [
  'webhook_dropped',
  'webhook_doubled',
  'webhook_delayed',
  'webhook_shuffled',
  'webhook_forged',
  'hold_authorization',
  'cut_before',
  'cut_after',
  'reader_offline',
  'reader_updating',
  'timeout_not_delivered',
  'timeout_delivered',
  'connection_error',
  'disconnect',
  'hardware_fault',
  'customer_cancels',
  'other_integration',
  'hold_lapsed',
  'status',
  'slow',
] as const

export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  id: string
  kind: FaultKind
  /** How often it still happens; 0 is until it is cleared. */
  times: number
  event_type?: string
  reader?: string
  method?: string
  path?: string
  delay_ms?: number
  ms?: number
  status?: 500 | 429 | 401 | 'lock_timeout'
  authorized?: boolean
  /** For status 500: the request was carried out all the same. For slow: it is carried out at once, and only its answer is slow. */
  executed?: boolean
  /** Milliseconds of the account's clock: when it was armed, and when it goes by itself. */
  since?: number
  until?: number
}

/** Failures that come by themselves, with these chances from 0 to 1, the same way for the same seed. */
export type Plan = {
  seed: string
  chances: Partial<Record<FaultKind, number>>
  /** How often the dice were thrown for each occasion. */
  asked: Record<string, number>
  /** How often each kind came of it. */
  happened: Partial<Record<FaultKind, number>>
  options: Partial<Record<FaultKind, Partial<Fault>>>
  /** Whether Stripe's rate limits hold, as with `--rate-limit`. */
  rateLimit: boolean
}

/** What a moment of the program looks like to a fault that might fit it. */
export type Occasion = { event_type?: string; reader?: string; method?: string; path?: string }

/** Takes the first armed fault of this kind that fits, and counts it down; else asks the plan. */
export function takeFault(account: Account, kind: FaultKind, occasion: Occasion = {}): Fault | undefined {
  if (account.faults.length === 0) return planned(account, kind, occasion)
  const fault = account.faults.find(each => each.kind === kind && fits(each, occasion))
  if (!fault) return planned(account, kind, occasion)
  countDown(account, fault)
  return fault
}

export function countDown(account: Account, fault: Fault): void {
  if (fault.times === 0) return
  fault.times -= 1
  if (fault.times === 0) account.faults = account.faults.filter(each => each !== fault)
}

/**
 * The dice of the plan: thrown by seed, kind, occasion and count, so that neither another kind nor a look that came
 * between two commands disturbs it. The options say what it is about, as those of an armed fault do.
 */
function planned(account: Account, kind: FaultKind, occasion: Occasion): Fault | undefined {
  const { plan } = account
  const chance = plan?.chances[kind]
  if (!plan || !chance) return undefined
  const options = plan.options[kind] ?? {}
  if (!fits(options, occasion)) return undefined
  const name = [kind, ...Object.values(occasion)].join(' ').replace(/[a-z]+_[a-zA-Z0-9]{14,}/g, '*')
  const count = (plan.asked[name] ?? 0) + 1
  plan.asked[name] = count
  const thrown =
    createHash('sha256').update(`${plan.seed}:${name}:${count}`).digest().readUInt32BE(0) / 2 ** 32
  if (thrown >= chance) return undefined
  plan.happened[kind] = (plan.happened[kind] ?? 0) + 1
  return { id: 'planned', kind, times: 1, ...options }
}

const conditions = ['reader_offline', 'reader_updating', 'hardware_fault'] as const

/** A condition that the plan brings over a reader at this command. It is armed, and ends as an armed one does. */
export function planCondition(account: Account, reader: string): Fault | undefined {
  for (const kind of conditions) {
    const fault = planned(account, kind, { reader })
    if (!fault) continue
    const armed = { ...fault, id: account.ids.make('fault', 12), reader, since: account.clock.now() }
    account.faults.push(armed)
    return armed
  }
  return undefined
}

/** The condition a reader is in: it lasts from when it was armed until it has refused `times` commands or is cleared. */
export function conditionOf(account: Account, reader: string): Fault | undefined {
  if (account.faults.length === 0) return undefined
  const now = account.clock.now()
  return account.faults.find(
    each =>
      conditions.some(kind => kind === each.kind) &&
      fits(each, { reader }) &&
      (each.until === undefined || now < each.until),
  )
}

function fits(fault: Partial<Fault>, occasion: Occasion): boolean {
  return (
    (fault.event_type === undefined || fault.event_type === occasion.event_type) &&
    (fault.reader === undefined || fault.reader === occasion.reader) &&
    (fault.method === undefined || fault.method.toUpperCase() === occasion.method) &&
    (fault.path === undefined || pathFits(fault.path, occasion.path ?? ''))
  )
}

function pathFits(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.startsWith(pattern)
  const expression = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${expression}`).test(path)
}
