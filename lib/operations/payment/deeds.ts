import type { Sale } from '#lib/domain/sale.ts'
import { type CardTender, isAlive } from '#lib/domain/tender.ts'
import type { JournalEntry } from '#lib/ports/sale-store.ts'

/**
 * What the till has done by itself and somebody at a counter should hear of: a payment it had given up has ended, with or without money,
 * or one that was being cancelled was paid all the same. Written in the transaction in which it became true.
 */
export function deedsOf(before: CardTender, after: Sale, at: number): readonly JournalEntry[] {
  const tender = after.tenders.find(other => other.id === before.id)
  const ended = tender?.kind === 'card' && (tender.state === 'paid' || tender.state === 'canceled')
  if (!ended || !isAlive(before)) return []
  const isPaid = tender.state === 'paid'
  // Stopped, or taken off the reader, by a person, who may have served the next customer since.
  const isStopped = before.wish === 'stop' || before.wish === 'take_off'
  const stopped = isStopped && isPaid ? { because: 'stopped', since: before.attemptAt } : undefined
  const why = before.letGo ?? stopped
  if (!why) return []
  const { because, since } = why
  const did = isPaid ? 'paid_after_all' : 'let_go'
  const data = { did, because, reader: before.readerId, sinceMs: at - since }
  return [{ kind: 'deed', tenderId: before.id, at, data }]
}
