import type { Account } from './account.ts'
import type { Ask } from './control.ts'
import { type Fault, type FaultKind, faultKinds, type Plan, takeFault } from './faults.ts'
import { canCancel, customerCancels } from './model/actions.ts'

function kindNamed(name: unknown): FaultKind {
  const kind = faultKinds.find(each => each === name)
  if (!kind) throw new Error(`kind must be one of ${faultKinds.join(', ')}.`)
  return kind
}

/** Arms one fault: { kind, ...options, times? }. */
export function arm({ account, sent }: Ask) {
  const kind = kindNamed(sent.kind)
  const times = sent.times === undefined ? 1 : Number(sent.times)
  const id = account.ids.make('fault', 12)
  const silentMs = typeof sent.silent_ms === 'number' && sent.silent_ms > 0 ? sent.silent_ms : 0
  account.faults.push(armed(kind, { ...sent, id, times, since: account.clock.now() - silentMs }))
  if (kind === 'customer_cancels') cancelWhatWaits(account)
  stirAll(account)
  return { id }
}

type Options = Record<string, unknown> & { id: string; times: number; since: number }

/** The options were sent as JSON by a test or a page on this machine; each reader of them knows its own. */
function armed(kind: FaultKind, options: Options): Fault {
  return { ...options, kind }
}

function cancelWhatWaits(account: Account): void {
  for (const { id, action } of account.tables.readers.oldestFirst()) {
    const waiting = account.tables.devices.get(id)?.phase === 'waiting' && canCancel(action)
    if (waiting && takeFault(account, 'customer_cancels', { reader: id })) customerCancels(account, id)
  }
}

export function disarmAll({ account }: Ask) {
  account.faults = []
  account.plan = undefined
  stirAll(account)
  return { ok: true }
}

export function disarm({ account, id }: Ask) {
  const before = account.faults.length
  account.faults = account.faults.filter(each => each.id !== id)
  stirAll(account)
  return { cleared: before - account.faults.length }
}

function stirAll(account: Account): void {
  for (const reader of account.tables.readers.oldestFirst()) account.stir(reader.id)
}

/** Lets failures come by themselves, of every kind: { seed?, chances: { cut_after: 0.02, … }, options?: { webhook_delayed: { delay_ms } }, rate_limit? }. */
export function makePlan({ account, sent }: Ask) {
  const plan: Plan = {
    seed: String(sent.seed ?? account.settings.seed),
    chances: {},
    asked: {},
    happened: {},
    options: {},
    rateLimit: sent.rate_limit === true,
  }
  for (const [name, chance] of Object.entries(sent.chances ?? {})) {
    if (typeof chance !== 'number' || chance < 0 || chance > 1)
      throw new Error(`The chance of ${name} must be from 0 to 1.`)
    plan.chances[kindNamed(name)] = chance
  }
  for (const [name, options] of Object.entries(sent.options ?? {})) plan.options[kindNamed(name)] = options
  account.plan = plan
  return { plan }
}

export function endPlan({ account }: Ask) {
  account.plan = undefined
  return { ok: true }
}
