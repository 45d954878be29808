import { startTestServer, sweepAbandoned } from './test-server.ts'
import { ensureTemplate } from './test-template.ts'

/**
 * Before any test file: a PostgreSQL to work on, and in it a template that carries our migrations. The server stays up afterwards,
 * for the next run to adopt. `TEST_DATABASE_URL` names another one, whose account may create databases.
 */
export default async function setUp() {
  const url = process.env.TEST_DATABASE_URL || (await startTestServer())
  await sweepAbandoned(url)
  process.env.TEST_DATABASE_URL = url
  process.env.TEST_DATABASE_TEMPLATE = await ensureTemplate(url)
}
