import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { stripeSettingsKey } from '#lib/contracts/keys.ts'
import type { Announce } from '#lib/ports/live.ts'
import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { Clock } from '#lib/ports/world.ts'
import { makeTurns } from './alone.ts'
import { signal } from './schema/diary.ts'
import { webhookEndpoint } from './schema/payment.ts'

/** Any number will do, as long as only the registering of endpoints uses it. */
const ENDPOINTS_LOCK = 7_331_011

/** Turns a secret into what may lie in the database, and back; `open` has nothing to say about what another key has sealed. */
type Sealing = { seal(plain: string): string; open(sealed: string): string | undefined }

const ID = { id: webhookEndpoint.id }

/** A transaction of drizzle. */
type Changes = Pick<ReturnType<typeof drizzle>, 'insert' | 'update' | 'delete'>

/** The signing secrets of our endpoints at Stripe, sealed. */
export function makeWebhookSecrets(needs: {
  readonly pool: pg.Pool
  readonly secrets: Sealing
  /** How every server hears of a new secret before the first knock that is signed with it, and of one that proves nothing any more. */
  readonly tell?: { readonly announce: Announce; readonly clock: Clock }
}): WebhookSecrets {
  const { pool, secrets, tell } = needs
  const db = drizzle(pool)
  const inTurn = makeTurns(pool, ENDPOINTS_LOCK)
  /** What one server changes every server hears of: none goes on with the secrets that it has read before. */
  const changing = async (change: (tx: Changes) => Promise<boolean>) => {
    const signals = await db.transaction(async tx => {
      if (!(await change(tx)) || !tell) return []
      const said = { key: stripeSettingsKey, version: 0, at: tell.clock.now() }
      return tx.insert(signal).values(said).returning()
    })
    tell?.announce(signals)
  }
  return {
    async kept() {
      const rows = await db
        .select()
        .from(webhookEndpoint)
        .where(isNull(webhookEndpoint.retiredAt))
        .orderBy(desc(webhookEndpoint.position))
      return rows.flatMap(({ id, door, encryptedSecret }) => {
        const secret = secrets.open(encryptedSecret)
        return secret === undefined ? [] : [{ endpointId: id, door, secret }]
      })
    },
    async accepted(sinceMs) {
      const rows = await db
        .select()
        .from(webhookEndpoint)
        .where(or(isNull(webhookEndpoint.retiredAt), gt(webhookEndpoint.retiredAt, sinceMs)))
        .orderBy(desc(webhookEndpoint.position))
      return rows.flatMap(({ door, retiredAt, encryptedSecret }) => {
        const secret = secrets.open(encryptedSecret)
        return secret === undefined ? [] : [{ secret, door, retiredAt }]
      })
    },
    async retire(endpointId, at) {
      const standing = and(eq(webhookEndpoint.id, endpointId), isNull(webhookEndpoint.retiredAt))
      await changing(async tx => {
        const retired = await tx.update(webhookEndpoint).set({ retiredAt: at }).where(standing).returning(ID)
        return retired.length > 0
      })
    },
    async keep({ endpointId, door, secret }) {
      const kept = { door, encryptedSecret: secrets.seal(secret), retiredAt: null }
      await changing(async tx => {
        await tx
          .insert(webhookEndpoint)
          .values({ id: endpointId, ...kept })
          .onConflictDoUpdate({ target: webhookEndpoint.id, set: kept })
        return true
      })
    },
    async forget(endpointId) {
      await changing(async tx => {
        const gone = await tx.delete(webhookEndpoint).where(eq(webhookEndpoint.id, endpointId)).returning(ID)
        return gone.length > 0
      })
    },
    alone: work => inTurn('endpoints', work),
  }
}
