import type { Refusal } from '#lib/contracts/refusal.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import type { Ask } from './ask.ts'
import type { EditStorage } from './edit-storage.ts'
import { asSent, type Pending } from './pending.ts'

/** The most edits in one request; the server takes five hundred. */
const BATCH = 200
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000

export type SenderDeps = {
  readonly ask: Ask
  readonly storage: EditStorage
  /** The sale that was left behind for the next customer, if it is not this one. */
  readonly left: (saleId: SaleId) => SaleId | undefined
  /** Runs `work` while no other tab sends for this sale. */
  readonly alone: (saleId: SaleId, work: () => Promise<Pass>) => Promise<Pass>
  /** Resolves after this long, or earlier when there is a reason to believe the server is back. */
  readonly pause: (ms: number) => Promise<void>
  readonly onSent: (answer: SaleAnswer, sent: readonly Pending[]) => void
  /** The server will not have these for this sale. They leave the storage here, whatever becomes of them. */
  readonly onRefused: (saleId: SaleId, refusal: Refusal, list: readonly Pending[]) => void
  /** The server cannot read this one at all: it never will, on no sale. */
  readonly onUnreadable: (one: Pending) => void
  readonly onAway: (retryInMs: number | undefined) => void
}

/** One go at a sale's unsent edits. */
export type Pass = 'drained' | 'refused' | 'away'

export type Sender = {
  /** Sends what is unsent and keeps trying while the server is away. Resolves when nothing is left, or something was refused. */
  readonly drain: (saleId: SaleId) => Promise<Exclude<Pass, 'away'>>
}

/** One request in flight per sale and browser; edits made meanwhile go with the next one. */
export function openSender(deps: SenderDeps): Sender {
  const running = new Map<SaleId, Promise<Exclude<Pass, 'away'>>>()

  const keepTrying = async (saleId: SaleId): Promise<Exclude<Pass, 'away'>> => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const pass = await deps.alone(saleId, () => sendAll(deps, saleId))
      if (pass !== 'away') {
        deps.onAway(undefined)
        return pass
      }
      deps.onAway(pauseMs)
      await deps.pause(pauseMs)
    }
  }
  const drain = async (saleId: SaleId): Promise<Exclude<Pass, 'away'>> => {
    const already = running.get(saleId)
    // What is running may be past the edit just made: it ends, then one more look.
    if (already) return (await already) === 'refused' ? 'refused' : drain(saleId)
    if (deps.storage.of(saleId).length === 0) return 'drained'
    const run = keepTrying(saleId).finally(() => running.delete(saleId))
    running.set(saleId, run)
    return run
  }
  return { drain }
}

async function sendAll(deps: SenderDeps, saleId: SaleId): Promise<Pass> {
  let most = BATCH
  let pass: Pass = 'drained'
  for (;;) {
    const batch = deps.storage.of(saleId).slice(0, most)
    const [first] = batch
    if (!first) return pass
    const left = deps.left(saleId)
    const told = await deps.ask(saleId, 'edits', { edits: batch.map(asSent), ...(left ? { left } : {}) })
    if (told.outcome === 'away') return 'away'
    if (told.outcome === 'refused' && told.refusal.kind === 'bad_request') {
      // One of them takes the others with it: sent by itself it is found, and they go on this sale.
      if (batch.length === 1) {
        deps.onUnreadable(first)
        pass = 'refused'
      }
      most = 1
      continue
    }
    if (told.outcome === 'refused') {
      deps.onRefused(saleId, told.refusal, batch)
      return 'refused'
    }
    deps.onSent(told.answer, batch)
  }
}
