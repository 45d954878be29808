import { afterOldKey } from '#lib/domain/key-age.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import { endOrphan } from './orphan.ts'
import { KEY_EXPIRED, recorded } from './record-ending.ts'
import { type After, type EngineWorld, type Standing, saved } from './standing.ts'

/** Stripe's list may be dated by another clock than ours. */
const OVERLAP_MS = 3_600_000

/**
 * A call that nobody answered while its key was good. Sent again it could be a second command, so it counts as answered without proof,
 * and what is true is read. Undefined when Stripe could not be asked.
 */
export async function settleOld(
  world: EngineWorld,
  standing: Standing,
  call: Call,
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
    mine ? carriedOut(mine) : lost,
    now,
    world.pace,
  )
  const data = { expired: call.step, then, ...(mine ? { adopted: mine.paymentIntent } : {}) }
  const told = [...journal, { kind: 'decision', tenderId, at: now, data } as const]
  const { standing: next } = await saved(world, standing, { ...change, journal: told })
  if (!next) return 'again'
  for (const intent of others) await endOrphan(world, next, tenderId, intent)
  return others.length > 0 ? 'again' : next
}

const lost: Ending = {
  outcome: 'unknown',
  answered: true,
  ms: 0,
  problem: { code: KEY_EXPIRED, message: 'The key is older than Stripe remembers.', status: 0 },
}

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
