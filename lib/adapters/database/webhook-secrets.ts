import { desc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import { webhookEndpoint } from './schema/payment.ts'

/** Any number will do, as long as only the registering of endpoints uses it. */
const ENDPOINTS_LOCK = 7_331_003

/** Turns a secret into what may lie in the database, and back; `open` has nothing to say about what another key has sealed. */
type Sealing = { seal(plain: string): string; open(sealed: string): string | undefined }

/** The signing secrets of our endpoints at Stripe, sealed. */
export function makeWebhookSecrets(needs: {
  readonly pool: pg.Pool
  readonly secrets: Sealing
}): WebhookSecrets {
  const { pool, secrets } = needs
  const db = drizzle(pool)
  return {
    async kept() {
      const rows = await db.select().from(webhookEndpoint).orderBy(desc(webhookEndpoint.position))
      return rows.flatMap(({ id, door, encryptedSecret }) => {
        const secret = secrets.open(encryptedSecret)
        return secret === undefined ? [] : [{ endpointId: id, door, secret }]
      })
    },
    async keep({ endpointId, door, secret }) {
      const encryptedSecret = secrets.seal(secret)
      await db
        .insert(webhookEndpoint)
        .values({ id: endpointId, door, encryptedSecret })
        .onConflictDoUpdate({ target: webhookEndpoint.id, set: { door, encryptedSecret } })
    },
    async forget(endpointId) {
      await db.delete(webhookEndpoint).where(eq(webhookEndpoint.id, endpointId))
    },
    alone: work => alone(pool, work),
  }
}

/** The lock belongs to the connection: a server that dies lets go of it with its last breath. */
async function alone<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // Whoever has it talks to Stripe meanwhile, which may take longer than any statement should.
    await client.query('set statement_timeout = 0; set lock_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [ENDPOINTS_LOCK])
    return await work()
  } finally {
    // Not given back but closed, and with it go the lock and the settings.
    client.release(true)
  }
}
