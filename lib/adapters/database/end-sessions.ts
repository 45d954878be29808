import { inArray, type SQL } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/node-postgres'
import { ownSessionKey, peopleKey, registerKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { Signal } from '#lib/ports/live.ts'
import { signal } from './schema/diary.ts'
import { register, session } from './schema/shop.ts'

type Database = ReturnType<typeof drizzle>
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What every screen that tells of sessions reads, and what tells a browser that it is nobody's any more. */
const TOLD = [sessionsKey, ownSessionKey, registerKey, peopleKey]

/** Written in the transaction that changes what is behind these keys. These lists have no version: whoever shows them reads them again. */
export const tell = (tx: Pick<Tx, 'insert'>, keys: readonly string[], at: number): Promise<Signal[]> =>
  tx
    .insert(signal)
    .values(keys.map(key => ({ key, version: 0, at })))
    .returning()

/** Ends sessions within a change. Their browsers are told, and their registers have been seen until now. */
export async function endSessions(
  tx: Tx,
  which: SQL | undefined,
  at: number,
): Promise<{ readonly ended: number; readonly signals: readonly Signal[] }> {
  const gone = await tx.delete(session).where(which).returning({ registerId: session.registerId })
  if (gone.length === 0) return { ended: 0, signals: [] }
  const places = gone.flatMap(({ registerId }) => registerId ?? [])
  if (places.length > 0) await tx.update(register).set({ lastSeenAt: at }).where(inArray(register.id, places))
  return { ended: gone.length, signals: await tell(tx, TOLD, at) }
}
