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
  status?: 500 | 429 | 'lock_timeout'
  authorized?: boolean
}

/** What a moment of the program looks like to a fault that might fit it. */
export type Occasion = { event_type?: string; reader?: string; method?: string; path?: string }

/** Takes the first armed fault of this kind that fits, and counts it down. */
export function takeFault(account: Account, kind: FaultKind, occasion: Occasion = {}): Fault | undefined {
  if (account.faults.length === 0) return undefined
  const fault = account.faults.find(each => each.kind === kind && fits(each, occasion))
  if (fault && fault.times > 0) {
    fault.times -= 1
    if (fault.times === 0) account.faults = account.faults.filter(each => each !== fault)
  }
  return fault
}

function fits(fault: Fault, occasion: Occasion): boolean {
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
