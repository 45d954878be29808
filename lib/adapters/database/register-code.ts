import { createHash } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { REGISTER_CODE_MS } from '#lib/domain/spoken-code.ts'
import { atTheMachine } from './at-the-machine.ts'
import { appendAudit } from './audit.ts'
import { registerCode } from './schema/shop.ts'

/** Keeps a code for the first register, from outside the till, and writes so into the audit. Its name; undefined when there is none. */
export async function printableCode(pool: pg.Pool, code: string): Promise<string | undefined> {
  return drizzle(pool).transaction(async tx => {
    const found = await tx.execute<{ id: string; name: string }>(
      'select id, name from register order by position limit 1',
    )
    const [first] = found.rows
    if (!first) return undefined
    const by = await atTheMachine(tx)
    const kept = {
      codeHash: createHash('sha256').update(code).digest('hex'),
      registerId: first.id,
      expiresAt: by.at + REGISTER_CODE_MS,
    }
    await tx
      .insert(registerCode)
      .values(kept)
      .onConflictDoUpdate({ target: registerCode.registerId, set: kept })
    await appendAudit(tx, { what: 'give_register_code', subject: first.id, named: first.name }, by)
    return first.name
  })
}
