import type { CallTold, TimelineAnswer, TimelineEntry } from '#lib/contracts/timeline.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { paymentOf } from '#lib/domain/payment-view.ts'
import type { CallMade, Note, SaleDiary } from '#lib/ports/diary.ts'
import type { World } from '#lib/ports/world.ts'

/** A sale with everything that happened to its payments, in order; undefined when there is no such sale. */
export async function timelineOf(
  { sales, diary, clock }: Pick<World, 'sales' | 'diary' | 'clock'>,
  saleId: SaleId,
): Promise<TimelineAnswer | undefined> {
  const [loaded, told] = await Promise.all([sales.load(saleId), diary.of(saleId)])
  if (!loaded || !told) return undefined
  const { registerName, staffName, readers } = told
  const payment = paymentOf(loaded.sale, loaded.leases)
  return {
    sale: loaded.sale,
    version: loaded.version,
    ...(payment ? { mood: payment.mood } : {}),
    registerName,
    staffName,
    readers,
    entries: entriesOf(told),
    now: clock.now(),
  }
}

/**
 * The journal is the order. A call stands where its row was written and tells its own end, so the journal's line of its answer is left out;
 * a surprise comes after what caused it.
 */
function entriesOf({ notes, calls, surprises }: SaleDiary): readonly TimelineEntry[] {
  const byKey = new Map(calls.map(call => [call.key, call]))
  const noted = notes.flatMap(note => entryOf(note, byKey))
  const surprised = surprises.map(
    surprise =>
      ({
        id: `surprise:${surprise.id}`,
        at: surprise.at,
        tenderId: surprise.tenderId,
        kind: 'surprise',
        surprise,
      }) satisfies TimelineEntry,
  )
  return [...noted, ...surprised].sort((a, b) => a.at - b.at)
}

function entryOf(note: Note, calls: ReadonlyMap<string, CallMade>): readonly TimelineEntry[] {
  const { id, at, tenderId, staffName, data } = note
  const around = {
    id: `note:${id}`,
    at,
    ...(tenderId ? { tenderId } : {}),
    ...(staffName ? { staffName } : {}),
  }
  switch (note.kind) {
    case 'call': {
      const call = calls.get(String(data.key))
      return call ? [{ ...around, at: call.writtenAt, kind: 'call', call: callTold(call) }] : []
    }
    case 'answer':
      return data.outcome === 'unanswered' ? [{ ...around, kind: 'unanswered', data }] : []
    case 'surprise':
      // The engine's own note of a surprise is left out: the surprise tells it.
      return data.how === undefined ? [] : [{ ...around, kind: 'dealt', data }]
    case 'wish':
    case 'knock':
    case 'look':
    case 'decision':
    case 'deed':
      return [{ ...around, kind: note.kind, data }]
  }
}

function callTold(call: CallMade): CallTold {
  const { step, n, key, path, timesSent, readerId, outcome, code, requestId, ms, answeredAt } = call
  return {
    step,
    n,
    key,
    path,
    outcome: outcome ?? 'open',
    ...(timesSent > 1 ? { timesSent } : {}),
    ...(readerId === null ? {} : { readerId }),
    ...(code === null ? {} : { code }),
    ...(requestId === null ? {} : { requestId }),
    ...(ms === null ? {} : { ms }),
    ...(answeredAt === null ? {} : { answeredAt }),
  }
}
