import { expect } from 'vitest'
import type { StoryTill } from './open-till.ts'

/**
 * Closing time: the till's tenders against the simulator's intents. Each paid card tender has exactly one succeeded intent of its
 * amount and tip, each succeeded intent one such tender; no reader is left busy and no lease is left, unless something is alive.
 */
export async function expectBooksToBalance(till: StoryTill): Promise<void> {
  const { rows } = await till.pool.query(`select id, state, kind, payment_intent, received, tip from tender`)
  const paid = rows.filter(row => row.kind === 'card' && row.state === 'paid')
  // Other integrations of the same account are none of the till's business.
  const succeeded = (await till.intents('succeeded')).filter(one => one.metadata.tapline_tender)
  expect(succeeded.map(one => one.id).sort()).toEqual(paid.map(row => row.payment_intent).sort())
  for (const one of succeeded) {
    const row = paid.find(tender => tender.payment_intent === one.id)
    expect(Number(row?.received) + Number(row?.tip ?? 0), one.id).toBe(one.amount_received)
  }
  const alive = rows.filter(row => ['drafted', 'ready', 'on_reader', 'held'].includes(row.state))
  if (alive.length > 0) return
  const leases = await till.pool.query('select * from reader_lease')
  expect(leases.rows).toEqual([])
  expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } })
}
