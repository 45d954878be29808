import { inArray, type SQL } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/node-postgres'
import { ownSessionKey, peopleKey, registerKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { Signal } from '#lib/ports/live.ts'
import { signal } from './schema/diary.ts'
import { register, session, staff } from './schema/shop.ts'

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

/** More than a shop has registers. */
const MOST_NAMED = 200

type Ended = {
  readonly ended: number
  /** `Carl at Register 2`, one for each. */
  readonly sessions: readonly string[]
  readonly signals: readonly Signal[]
}

/** Ends sessions within a change. Their browsers are told, and their registers have been seen until now. */
export async function endSessions(tx: Tx, which: SQL | undefined, at: number): Promise<Ended> {
  const { hash, staffId, registerId } = session
  const found = await tx.select({ hash, registerId }).from(session).where(which)
  const places = found.flatMap(one => one.registerId ?? [])
  const hashes = found.map(one => one.hash)
  await lockInOrder(tx, places, hashes)
  const gone = await tx.delete(session).where(inArray(hash, hashes)).returning({ staffId, registerId })
  if (gone.length === 0) return { ended: 0, sessions: [], signals: [] }
  if (places.length > 0) await tx.update(register).set({ lastSeenAt: at }).where(inArray(register.id, places))
  return { ended: gone.length, sessions: await named(tx, gone), signals: await tell(tx, TOLD, at) }
}

/** Registers before their sessions, and each kind in one order, as whoever signs in or locks a till takes them: nobody waits in a circle. */
async function lockInOrder(tx: Tx, places: readonly string[], hashes: readonly string[]): Promise<void> {
  const { id } = register
  await tx
    .select({ id })
    .from(register)
    .where(inArray(id, [...places]))
    .orderBy(id)
    .for('no key update')
  const { hash } = session
  await tx
    .select({ hash })
    .from(session)
    .where(inArray(hash, [...hashes]))
    .orderBy(hash)
    .for('update')
}

type Gone = { readonly staffId: string; readonly registerId: string | null }

/** Who was signed in where, for the audit. */
async function named(tx: Tx, gone: readonly Gone[]): Promise<readonly string[]> {
  const told = gone.slice(0, MOST_NAMED)
  const people = await tx
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...new Set(told.map(({ staffId }) => staffId))]))
  const registers = await tx.select({ id: register.id, name: register.name }).from(register)
  const names = new Map([...people, ...registers].map(({ id, name }) => [id, name]))
  const lines = told.map(({ staffId, registerId }) =>
    registerId === null
      ? (names.get(staffId) ?? staffId)
      : `${names.get(staffId) ?? staffId} at ${names.get(registerId) ?? registerId}`,
  )
  const more = gone.length - told.length
  return more > 0 ? [...lines.toSorted(), `and ${more} more`] : lines.toSorted()
}
