import { eq, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Readers } from '#lib/ports/readers.ts'
import { run, statement } from './connect.ts'
import { splashPicture } from './schema/readers.ts'

/** What a backup carries in one piece without thinking about it. */
const MOST_BYTES = 24 * 1024 * 1024

const LET_GO = statement(
  'let_pictures_go',
  `delete from splash_picture where file_id in (
     select file_id from (
       select file_id, sum(octet_length(bytes)) over (order by kept_at desc, file_id) as so_far from splash_picture
     ) newest
     where so_far > ${MOST_BYTES})`,
)

type Pictures = Pick<Readers, 'keepPicture' | 'picture' | 'picturesOf' | 'forgetPicture'>

/** Copies of the pictures that were sent to Stripe from here. Nothing counts on them: without one it is said that there is one. */
export function makeReaderPictures(pool: pg.Pool): Pictures {
  const db = drizzle(pool)
  const { fileId: id } = splashPicture
  return {
    async keepPicture(fileId, { bytes, type }, nowMs) {
      await db.insert(splashPicture).values({ fileId, type, bytes, keptAt: nowMs }).onConflictDoNothing()
      await run(pool, LET_GO, [])
    },
    async picture(fileId) {
      const [row] = await db
        .select({ type: splashPicture.type, bytes: splashPicture.bytes })
        .from(splashPicture)
        .where(eq(id, fileId))
      return row
    },
    async picturesOf(fileIds) {
      if (fileIds.length === 0) return []
      const rows = await db
        .select({ fileId: id })
        .from(splashPicture)
        .where(inArray(id, [...fileIds]))
      return rows.map(({ fileId }) => fileId)
    },
    async forgetPicture(fileId) {
      await db.delete(splashPicture).where(eq(id, fileId))
    },
  }
}
