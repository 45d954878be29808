import { isKeyOld } from '#lib/domain/key-age.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import {
  callsOf,
  isGivenBack,
  nextTestStep,
  type ReaderTest,
  type TestCall,
  type TestStep,
  testAfterLateLook,
  testAfterLook,
  testAfterRefunds,
} from '#lib/domain/reader-test.ts'
import { invariant } from '#lib/domain/result.ts'
import type { Answer, Ending } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'

export type Testing = Pick<
  World,
  'readerTests' | 'payments' | 'fleet' | 'shops' | 'clock' | 'log' | 'pace' | 'audit'
>

const MOST_STEPS = 40
/** Reader commands may take 80 s; until then the call is left to whoever wrote it. */
const SENT_WITHIN_MS = 85_000
const ASK_AGAIN_MS = 2_000

/** https://docs.stripe.com/terminal/references/testing#simulated-test-cards */
const TEST_CARD = { number: '4242424242424242', type: 'card_present' } as const

type Run = { again: boolean; readonly done: Promise<void> }
const running = new WeakMap<World['readerTests'], Map<string, Run>>()

/**
 * Goes on with a test payment from its row alone: each call is in the row before it is sent, under a key made from the row. Whoever finds it
 * after a crash does the same; it ends with the money back and the reader free. In one process once at a time.
 */
export function advanceReaderTest(world: Testing, testId: string): Promise<void> {
  const runs = running.get(world.readerTests) ?? new Map<string, Run>()
  running.set(world.readerTests, runs)
  const under = runs.get(testId)
  if (under) {
    under.again = true
    return under.done
  }
  const run: Run = {
    again: true,
    done: Promise.resolve()
      .then(async () => {
        while (run.again) {
          run.again = false
          await advance(world, testId)
        }
      })
      .finally(() => runs.delete(testId)),
  }
  runs.set(testId, run)
  return run.done
}

async function advance(world: Testing, testId: string): Promise<void> {
  let looked: ReaderTest | undefined
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const kept = await world.readerTests.find(testId)
    if (kept?.again) return lookAgain(world, kept)
    if (!kept || kept.test.endedAt !== undefined) return
    const { test, version } = kept
    const now = world.clock.now()
    const next = nextTestStep(test, now)
    if (next.do === 'call' || next.do === 'send') {
      const tries = next.do === 'call' ? callsOf(test, next.step).length : 0
      if (next.do === 'call' && tries > 0 && isTooSoon(test, next.step, now))
        return world.readerTests.plan(testId, now + ASK_AGAIN_MS)
      if (!(await step(world, kept, next))) return
    } else if (next.do === 'end') {
      const last = ended(test, now)
      await world.readerTests.save(last, version, now, await answeredBy(world, last))
    } else {
      if (looked) return world.readerTests.plan(testId, now + world.pace.reconcileEveryMs)
      looked = await look(world, test)
      if (!looked) return world.readerTests.plan(testId, now + ASK_AGAIN_MS)
      if (JSON.stringify(looked) !== JSON.stringify(test)) await world.readerTests.save(looked, version, now)
    }
  }
  world.log.error({ test: testId }, 'a test payment does not come to rest')
}

/** Every test payment whose time has come. */
export async function advanceReaderTests(world: Testing): Promise<void> {
  const now = world.clock.now()
  for (const id of await world.readerTests.due(now, now + SENT_WITHIN_MS)) await advanceReaderTest(world, id)
}

/** What Stripe has denied before is not asked for again at once. */
const isTooSoon = (test: ReaderTest, step: TestStep, now: number): boolean =>
  now - (callsOf(test, step).at(-1)?.at ?? 0) < ASK_AGAIN_MS

type Kept = { readonly test: ReaderTest; readonly version: number }
type CallOrSend =
  | { readonly do: 'call'; readonly step: TestStep }
  | { readonly do: 'send'; readonly call: TestCall }

/** Writes the call down, or takes the open one, and sends it. False when there is nothing more to do now. */
async function step(world: Testing, { test, version }: Kept, next: CallOrSend): Promise<boolean> {
  if (next.do === 'call') {
    const n = callsOf(test, next.step).length + 1
    const call = { step: next.step, n, at: world.clock.now() }
    return world.readerTests.save(
      { ...test, calls: [...test.calls, call] },
      version,
      call.at + SENT_WITHIN_MS,
    )
  }
  const { call } = next
  const isOld = isKeyOld(call.at, world.clock.now())
  const ending = isOld ? KEY_EXPIRED : await send(world, test, call)
  const now = world.clock.now()
  if (ending.outcome === 'unknown' && !ending.answered) {
    await world.readerTests.plan(test.id, now + ASK_AGAIN_MS)
    return false
  }
  return world.readerTests.save(answered(test, call, ending, now), version, now)
}

const KEY_EXPIRED: Ending = {
  outcome: 'unknown',
  answered: true,
  ms: 0,
  problem: { code: 'key_expired', message: 'The key is older than Stripe remembers.', status: 0 },
}

async function send(world: Testing, test: ReaderTest, { step, n }: TestCall): Promise<Ending> {
  const { payments } = world
  const { id: testId, readerId, amount, paymentIntent = '' } = test
  const key = `tapline:${testId}:${step}:${n}`
  if (step === 'present') {
    const ending = await world.fleet.presentCard(readerId, TEST_CARD, key)
    return ending.outcome === 'done' ? { ...ending, answer: { replayed: false } } : ending
  }
  if (step === 'create' || step === 'refund') {
    const shop = await world.shops.shop()
    invariant(shop, 'a reader is tested in no shop')
    const about = { testId, shopId: shop.id }
    const wanted = step === 'create' ? { ...about, step, amount } : { ...about, step, paymentIntent }
    return payments.send(payments.writeTest(wanted), key)
  }
  const wanted =
    step === 'cancel_action'
      ? ({ step, readerId } as const)
      : step === 'process'
        ? ({ step, readerId, paymentIntent, skipsTip: true } as const)
        : ({ step, paymentIntent } as const)
  return payments.send(payments.write(wanted), key)
}

/** The answer in the row, and what it says by itself. A no, and what proves nothing, is looked at before anything else. */
function answered(test: ReaderTest, call: TestCall, ending: Ending, now: number): ReaderTest {
  const outcome = ending.outcome === 'unknown' ? 'unproven' : ending.outcome
  const told: TestCall = {
    ...call,
    outcome,
    ms: ending.ms,
    ...(ending.outcome === 'done' ? {} : { code: ending.problem.code }),
    ...(ending.requestId ? { requestId: ending.requestId } : {}),
  }
  const calls = test.calls.map(one => (one === call ? told : one))
  if (ending.outcome === 'done') return { ...test, calls, ...learned(call.step, ending.answer, now) }
  return { ...test, calls, ...(test.paymentIntent === undefined ? {} : { lookDue: true as const }) }
}

function learned(step: TestStep, answer: Answer, now: number): Partial<ReaderTest> {
  switch (step) {
    case 'create':
      return answer.intent ? { paymentIntent: answer.intent.paymentIntent } : {}
    case 'process':
      return answer.replayed ? { lookDue: true } : { litAt: now }
    case 'refund':
      return answer.refund && isGivenBack(answer.refund) ? { money: 'back' } : {}
    case 'cancel':
      return answer.intent?.status === 'canceled' ? { money: 'back' } : { lookDue: true }
    case 'present':
    case 'cancel_action':
      return {}
  }
}

/** It is over, and Stripe has said something of its money since. */
async function lookAgain(world: Testing, { test, version }: Kept): Promise<void> {
  const { payments, readerTests, clock } = world
  const refunds = await payments.refundsOf(test.paymentIntent ?? '')
  if (!refunds.ok) return readerTests.plan(test.id, clock.now() + ASK_AGAIN_MS)
  const last = testAfterLateLook(test, refunds.value)
  const told = last.money === test.money ? undefined : await answeredBy(world, last)
  await readerTests.settle(last, version, told)
}

const GONE: ReaderSeen = { reachable: false }

/** The device first, the money second; of money that was taken, whether it went back. Undefined when Stripe did not say. */
async function look({ payments, clock }: Testing, test: ReaderTest): Promise<ReaderTest | undefined> {
  if (test.money === 'paid') {
    const refunds = await payments.refundsOf(test.paymentIntent ?? '')
    return refunds.ok ? testAfterRefunds(test, refunds.value) : undefined
  }
  const seen = await payments.lookAtReader(test.readerId)
  const reader = seen.ok ? seen.value : seen.problem.status === 404 ? GONE : undefined
  if (!reader) return undefined
  const intent = await payments.lookAtIntent(test.paymentIntent ?? '')
  return intent.ok ? testAfterLook(test, { reader, intent: intent.value }, clock.now()) : undefined
}

function ended(test: ReaderTest, endedAt: number): ReaderTest {
  if (test.money === 'paid') return { ...test, money: 'owed', endedAt }
  const result = test.result ?? (callsOf(test, 'create').length > 0 ? 'not_created' : 'stopped')
  const code = callsOf(test, 'create').at(-1)?.code
  return { ...test, result, ...(result === 'not_created' && code ? { code } : {}), endedAt }
}

/** What Stripe answered to all of it, in the name of whoever wished it. The entry's own request is the last one that concerned the money. */
async function answeredBy({ audit, clock }: Testing, { id, readerId, result, money, calls }: ReaderTest) {
  const wish = await audit.wished({ subject: readerId, whats: ['test_reader'], about: { test: id } })
  if (!wish) return undefined
  const { named, by } = wish
  const requests = calls.flatMap(({ step, requestId }) => (requestId ? [`${step} ${requestId}`] : []))
  const { requestId } = calls.findLast(call => call.requestId && OF_MONEY.has(call.step)) ?? {}
  const after = { result, money, requests }
  const entry = { what: 'test_reader_answered', subject: readerId, named, after, readerId, requestId }
  return { entry, by: { ...by, at: clock.now() } }
}

const OF_MONEY: ReadonlySet<TestStep> = new Set(['create', 'refund', 'cancel'])
