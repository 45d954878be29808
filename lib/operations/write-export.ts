import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

export type Exported = {
  readonly of: 'audit' | 'goods' | 'sales' | 'surprises'
  /** How many are in the file. */
  readonly rows: number
  /** By what the list was narrowed, in words; empty for all of it. */
  readonly narrowed: Readonly<Record<string, string>>
}

/** A list left the house as a file: who took it, when, and how much of it. Comes before the first byte does. */
export async function writeExport(
  { audit, clock }: Pick<World, 'audit' | 'clock'>,
  { of, rows, narrowed }: Exported,
  session: Session,
): Promise<void> {
  const entry = { what: `export_${of}`, subject: of, after: { rows, ...narrowed } }
  await audit.write(entry, byOf(session, clock.now()))
}
