import { isKeyOld } from '#lib/domain/key-age.ts'
import { TILL_SILENT_MS } from '#lib/domain/left-alone.ts'
import { nextStep } from '#lib/domain/payment-step.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import { answerByHand } from './answer-by-hand.ts'
import { withAttempt } from './attempt.ts'
import { KEY_MISUSED } from './denied.ts'
import { settleOld } from './old-key.ts'
import { quietAfterMs, retryMs, SERVER_GONE_MS } from './pace.ts'
import { recorded } from './record-ending.ts'
import {
  type After,
  type Change,
  type EngineWorld,
  looksOf,
  planned,
  type Standing,
  saved,
  standingAfter,
  surroundingsOf,
} from './standing.ts'
import { inHand, isFirstSending, isTaken, nextCall, type ShopOfCall } from './write-call.ts'

/**
 * Sends the tender's open call under its key and records how it ended. A call that another server has in hand is left
 * to it, until it has been quiet for too long or that server is gone.
 */
export async function sendCall(
  world: EngineWorld,
  standing: Standing,
  call: Call,
  shop: ShopOfCall,
): Promise<After> {
  const now = world.clock.now()
  if (!(await isOurs(world, call))) {
    await planned(world, standing, { nextLookAt: now + quietAfterMs('create') })
    return 'rest'
  }
  if (isKeyOld(call.writtenAt, now)) return (await settleOld(world, standing, call)) ?? again(world, standing)
  const isFirst = isFirstSending(call)
  if (!isFirst) await world.sales.markSent(call.id, now, world.serverId)
  const answer = await world.payments.send({ path: call.path, params: call.params }, call.key)
  const ending = isFirst ? answer : unprovenWhereMade(call, answer)
  if (ending.outcome === 'unknown' && !ending.answered)
    return unanswered(world, standing, call, { ...ending, times: call.timesSent + (isFirst ? 0 : 1) })
  if (ending.outcome === 'refused' && ending.problem.code === KEY_MISUSED)
    return (await settleOld(world, standing, call, KEY_MISUSED)) ?? again(world, standing)
  const at = world.clock.now()
  const byHand = await answerByHand(world, standing, call, ending, at)
  return record(world, standing, { ...recorded(standing, call, ending, at, world.pace), ...byHand }, shop)
}

/**
 * The first sending may have been carried out and its answer lost. A no to the second, for a key that was rolled meanwhile, says nothing of
 * that: whether money went back Stripe's list of refunds says, and a reader's command may still be on its way, so that reader stays in doubt.
 */
function unprovenWhereMade({ step }: Call, ending: Ending): Ending {
  if (ending.outcome !== 'refused') return ending
  const { status } = ending.problem
  // Nothing is kept under a key by whom Stripe does not let in: a command under way is not fenced off by that.
  const isUnfenced = (step === 'process' || step === 'collect') && (status === 401 || status === 403)
  return step === 'refund' || isUnfenced ? { ...ending, outcome: 'unknown', answered: true } : ending
}

/**
 * The answer, and in the same commit the reader's command that follows from it at once. A row that has moved meanwhile is read again:
 * the answer is recorded on what is true now, under the same key.
 */
async function record(
  world: EngineWorld,
  standing: Standing,
  answered: Change,
  shop: ShopOfCall,
): Promise<After> {
  const then = follows(world, standing, answered, shop)
  if (then) {
    const result = await saved(world, standing, then.change)
    if (result.standing) inHand(then.call)
    if (!isTaken(result.broken)) return result.standing ?? 'again'
  }
  return (await saved(world, standing, answered)).standing ?? 'again'
}

/** Where the answer leaves nothing to do but to ask the reader, that call is known already. */
function follows(world: EngineWorld, standing: Standing, answered: Change, shop: ShopOfCall) {
  const next = standingAfter(standing, answered)
  const step = next && nextStep(next.tender, surroundingsOf(next))
  if (!next || step?.do !== 'call' || (step.step !== 'process' && step.step !== 'collect')) return undefined
  // So long after the press it is asked first whether anybody is still there: `left-alone.ts`.
  if (world.clock.now() - next.tender.attemptAt > TILL_SILENT_MS) return undefined
  const { call, change } = nextCall(world, next, step.step, shop)
  const journal = [...(answered.journal ?? []), ...(change.journal ?? [])]
  return { call, change: { ...answered, ...change, journal } }
}

async function isOurs(world: EngineWorld, call: Call): Promise<boolean> {
  if (call.sentBy === undefined || call.sentBy === world.serverId || call.sentAt === undefined) return true
  const now = world.clock.now()
  if (now - call.sentAt > quietAfterMs(call.step)) return true
  return !(await world.sales.livingServers(now - SERVER_GONE_MS)).includes(call.sentBy)
}

type Lost = Pick<Extract<Ending, { outcome: 'unknown' }>, 'problem' | 'ms'> & { readonly times: number }

/** The row stays open and keeps its key. The screen learns that we are asking; the reconciler sends it again. Each sending has its line. */
async function unanswered(
  world: EngineWorld,
  standing: Standing,
  { step, n, key }: Call,
  { problem: { code }, ms, times }: Lost,
): Promise<After> {
  const now = world.clock.now()
  const data = { outcome: 'unanswered', step, n, key, times, ms, code }
  const told = { kind: 'answer', tenderId: standing.tender.id, at: now, data } as const
  const looks = looksOf(standing) + 1
  const plan = { tenderId: standing.tender.id, looks, nextLookAt: now + retryMs(looks - 1) }
  const sale = withAttempt(
    standing,
    standing.tender.state === 'on_reader' ? 'asking' : 'unreachable',
    now,
    code,
  )
  if (sale === standing.sale) await planned(world, standing, plan, told)
  else await saved(world, standing, { sale, looks: [plan], journal: [told] })
  return 'rest'
}

/** What the old call came to could not be read. It stays as it is, and is asked about later. */
async function again(world: EngineWorld, standing: Standing): Promise<'rest'> {
  const looks = looksOf(standing) + 1
  await planned(world, standing, { looks, nextLookAt: world.clock.now() + retryMs(looks - 1) })
  return 'rest'
}
