import { leftAlone, letGo, TILL_SILENT_MS } from '#lib/domain/left-alone.ts'
import { type After, type EngineWorld, type Standing, saved } from './standing.ts'

/**
 * The reconciler's question before it goes on with a payment: is anybody there for whom a card should be taken? Undefined when there is,
 * or when it is too early to ask.
 */
export async function giveUpWhatWasLeft(world: EngineWorld, standing: Standing): Promise<After | undefined> {
  const { tender, sale } = standing
  const now = world.clock.now()
  const isWaiting = tender.state === 'on_reader' || (tender.state === 'ready' && tender.wish === 'charge')
  if (tender.state !== 'ready' && !isWaiting) return undefined
  if (isWaiting && now - tender.attemptAt <= TILL_SILENT_MS) return undefined
  const till = await world.sales.tillOf(sale.id, now)
  const why = till && leftAlone(tender, till, now)
  if (!why) return undefined
  const tenderId = tender.id
  const result = await saved(world, standing, {
    sale: letGo(sale, tender, why, now),
    looks: [{ tenderId, looks: 0, nextLookAt: now }],
    journal: [{ kind: 'decision', tenderId, at: now, data: { left: why.because, sinceMs: now - why.since } }],
  })
  return result.standing ?? 'again'
}
