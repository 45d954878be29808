import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '#lib/launcher/embedded-postgres.js'
import { freePort } from '#lib/launcher/ports.js'
import { freshDatabase, type TestDatabase } from './test-database.ts'
import { ensureTemplate } from './test-template.ts'

/** A PostgreSQL as others host it: reached over TCP alone, with its own careful defaults, and for one test file. */
export async function startTcpServer(): Promise<{
  database(): Promise<TestDatabase>
  stop(): Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'tapline-tcp-'))
  // As root, PostgreSQL runs under another account and has to walk through here.
  chmodSync(folder, 0o711)
  const port = await freePort()
  const server = await startPostgres({
    folder,
    settings: { listen_addresses: '127.0.0.1', port: String(port) },
  })
  const url = `postgresql://tapline@127.0.0.1:${port}/postgres`
  const template = await ensureTemplate(url)
  return {
    database: () => freshDatabase({ url, template }),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
