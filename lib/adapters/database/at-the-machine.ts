import type { drizzle } from 'drizzle-orm/node-postgres'
import type { AuditBy } from '#lib/ports/audit.ts'

type Asks = Pick<ReturnType<typeof drizzle>, 'execute'>

/** Whoever gives a command beside the till, where nobody signs in. The time is the database's own. */
export async function atTheMachine(tx: Asks): Promise<AuditBy> {
  const { rows } = await tx.execute<{ at: number }>(
    'select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at',
  )
  return { staffId: null, staffName: 'Somebody at the machine', registerId: null, at: rows[0]?.at ?? 0 }
}
