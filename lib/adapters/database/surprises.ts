import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { StaffId } from '#lib/domain/ids.ts'
import { surprise } from './schema/diary.ts'

/** Facts that fitted nowhere, until a person has dealt with them. */
export function makeSurprises({ pool }: { readonly pool: pg.Pool }) {
  const db = drizzle(pool)
  return {
    /** Oldest first. */
    open: () =>
      db.select().from(surprise).where(isNull(surprise.dealtAt)).orderBy(asc(surprise.at), asc(surprise.id)),
    /** False when it was dealt with before, or has changed since it was read. */
    async dealWith(
      id: number,
      version: number,
      by: { staffId: StaffId; how: string; atMs: number },
    ): Promise<boolean> {
      const unchanged = and(eq(surprise.id, id), eq(surprise.version, version), isNull(surprise.dealtAt))
      const dealt = await db
        .update(surprise)
        .set({ dealtAt: by.atMs, dealtBy: by.staffId, how: by.how, version: sql`${surprise.version} + 1` })
        .where(unchanged)
        .returning({ id: surprise.id })
      return dealt.length === 1
    },
  }
}
