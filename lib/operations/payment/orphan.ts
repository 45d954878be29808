import type { TenderId } from '#lib/domain/ids.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { JournalEntry, Loaded } from '#lib/ports/sale-store.ts'
import { type EngineWorld, standingOf } from './standing.ts'

export type OrphanEnd = 'put_right' | 'nothing' | 'away'

/**
 * An intent made for a tender that carries another one, or none any more. It was never sent to a reader, so it is cancelled; one that
 * took money all the same is somebody's to give back, and is said once. `away` when it has to be tried again.
 */
export async function endOrphan(
  world: EngineWorld,
  loaded: Loaded,
  tenderId: TenderId,
  intent: IntentSeen,
): Promise<OrphanEnd> {
  if (intent.status === 'succeeded') return surprise(world, loaded, tenderId, intent)
  const { paymentIntent } = intent
  const request = world.payments.write({ step: 'cancel', paymentIntent })
  // Canceled is canceled under any key, and under a new one a failure of last hour is not repeated to us.
  const ending = await world.payments.send(request, `tapline:${tenderId}:orphan:${world.ids.uuid()}`)
  world.log.warn(
    { tender: tenderId, intent: paymentIntent, outcome: ending.outcome },
    'an orphan intent was cancelled',
  )
  const isDone = ending.outcome === 'done'
  const { requestId, ms } = ending
  const data = {
    ...(isDone ? { orphan: paymentIntent } : { uncanceled: paymentIntent, code: ending.problem.code }),
    ...(requestId ? { requestId } : {}),
    ms,
  }
  await tell(world, loaded, { kind: 'decision', tenderId, at: world.clock.now(), data }, tenderId)
  return isDone ? 'put_right' : 'away'
}

/** More than this many who are faster, and only the line is missing: what was done is done. */
const MOST_TRIES = 5

/** A line in the diary of a sale that somebody else may be writing at the same time. */
async function tell(
  world: EngineWorld,
  loaded: Loaded,
  line: JournalEntry,
  tenderId: TenderId,
): Promise<void> {
  let from: Loaded | undefined = loaded
  for (let tries = 0; from && tries < MOST_TRIES; tries++) {
    const saved = await world.sales.save({ sale: from.sale, expected: from.version, journal: [line] })
    if (saved.ok) return
    from = await world.sales.loadByTender(tenderId)
  }
}

/** An intent by the tender that its metadata names. */
export type Stray = { readonly paymentIntent: string; readonly tenderId: TenderId }

/**
 * Stripe has spoken of an intent that was made for a tender which does not carry it. One whose create may still be answered is left to
 * that answer.
 */
export async function endStray(world: EngineWorld, { paymentIntent, tenderId }: Stray): Promise<void> {
  const loaded = await world.sales.loadByTender(tenderId)
  const standing = standingOf(loaded, tenderId)
  if (!loaded || !standing || standing.tender.paymentIntent === paymentIntent) return
  if (standing.openCalls.some(call => call.step === 'create')) return
  const seen = await world.payments.lookAtIntent(paymentIntent)
  if (seen.ok && seen.value.status !== 'canceled') await endOrphan(world, loaded, tenderId, seen.value)
}

async function surprise(
  world: EngineWorld,
  loaded: Loaded,
  tenderId: TenderId,
  intent: IntentSeen,
): Promise<OrphanEnd> {
  if (await world.sales.hasSurprise(tenderId, 'orphan_paid')) return 'nothing'
  const at = world.clock.now()
  const data = { orphan: intent.paymentIntent, received: intent.received.minor }
  const saved = await world.sales.save({
    sale: loaded.sale,
    expected: loaded.version,
    surprises: [{ kind: 'orphan_paid', tenderId, amount: intent.received, at }],
    journal: [{ kind: 'surprise', tenderId, at, data }],
  })
  return saved.ok ? 'put_right' : 'away'
}
