import { afterOldKey } from '#lib/domain/key-age.ts'
import { letGo } from '#lib/domain/left-alone.ts'
import { absorb, type IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import { KEY_EXPIRED, KEY_MISUSED } from './denied.ts'
import { endOrphan } from './orphan.ts'
import { recorded } from './record-ending.ts'
import { type After, type Change, type EngineWorld, type Standing, saved } from './standing.ts'

/** Stripe's list may be dated by another clock than ours. */
const OVERLAP_MS = 3_600_000

/**
 * A call that nobody answered while its key was good, or whose key Stripe knows for another command. Sent again it could be a second
 * command, so it counts as answered without proof, and what is true is read. Undefined when Stripe could not be asked.
 */
export async function settleOld(
  world: EngineWorld,
  standing: Standing,
  call: Call,
  code: typeof KEY_EXPIRED | typeof KEY_MISUSED = KEY_EXPIRED,
): Promise<After | undefined> {
  const then = afterOldKey(call.step)
  const found = then === 'adopt' ? await findIntents(world, standing, call) : []
  if (!found) return undefined
  const [mine, ...others] = found
  const now = world.clock.now()
  const { id: tenderId } = standing.tender
  const { journal = [], ...change } = recorded(
    standing,
    call,
    mine ? carriedOut(mine) : lost(code),
    now,
    world.pace,
  )
  const why = code === KEY_EXPIRED ? { expired: call.step } : { misused: call.step }
  const data = { ...why, then, ...(mine ? { adopted: mine.paymentIntent } : {}) }
  const told = [...journal, { kind: 'decision', tenderId, at: now, data } as const]
  const ours = code === KEY_MISUSED ? ourMistake(world, standing, change, now) : change
  const { standing: next } = await saved(world, standing, { ...ours, journal: told })
  if (!next) return 'again'
  for (const intent of others) await endOrphan(world, next, tenderId, intent)
  return others.length > 0 ? 'again' : next
}

const MESSAGE = {
  [KEY_EXPIRED]: 'The key is older than Stripe remembers.',
  [KEY_MISUSED]: 'Stripe knows another command under this key.',
}

const lost = (code: typeof KEY_EXPIRED | typeof KEY_MISUSED): Ending => ({
  outcome: 'unknown',
  answered: true,
  ms: 0,
  problem: { code, message: MESSAGE[code], status: 0 },
})

/** A human is called, and a payment that can still be stopped is: whoever made this mistake must not go on making it. */
function ourMistake(world: EngineWorld, { tender, sale }: Standing, change: Change, now: number): Change {
  world.log.error({ tender: tender.id }, 'a repeated command was not the same as the first')
  const surprises = [
    ...(change.surprises ?? []),
    { kind: 'key_misused', tenderId: tender.id, amount: tender.amount, at: now } as const,
  ]
  const after = change.sale ?? sale
  const alive = after.tenders.find(one => one.id === tender.id)
  if (alive?.kind !== 'card' || !STOPPABLE.has(alive.state) || alive.wish === 'stop')
    return { ...change, surprises }
  if (alive.state === 'drafted') {
    const ended = absorb(after, { type: 'never_created', tenderId: tender.id, at: now, problem: KEY_MISUSED })
    return { ...change, sale: ended.sale, surprises }
  }
  return {
    ...change,
    sale: letGo(after, alive, { because: 'our_mistake', since: alive.attemptAt }, now),
    surprises,
  }
}

const STOPPABLE: ReadonlySet<string> = new Set(['drafted', 'ready', 'on_reader'])

/** There is an intent of ours, so the create was carried out; this is its answer, late and by another way. */
const carriedOut = (intent: IntentSeen): Ending => ({
  outcome: 'done',
  ms: 0,
  answer: { intent, replayed: true },
})

/** The intents that a lost create may have made and that can still take money. Undefined when Stripe could not be asked. */
async function findIntents(world: EngineWorld, { tender }: Standing, call: Call) {
  const listed = await world.payments.intentsSince(call.writtenAt - OVERLAP_MS)
  if (!listed.ok) return undefined
  return listed.value
    .filter(({ tenderId, intent }) => tenderId === tender.id && intent.status !== 'canceled')
    .map(({ intent }) => intent)
}
