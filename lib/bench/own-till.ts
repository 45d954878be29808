import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { ensureTemplate } from '#lib/testing/test-template.ts'

/** A till in this process, with a new database of its own on the measured till's PostgreSQL. */
export async function openOwnTill(databaseUrl: string): Promise<StoryTill> {
  process.env.TEST_DATABASE_URL = databaseUrl
  process.env.TEST_DATABASE_TEMPLATE = await ensureTemplate(databaseUrl)
  return openTill()
}
