import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { startTestTill } from '#lib/launcher/test-till.js'
import { leaksIn } from '#lib/testing/leaks.ts'

/** The production till as `npm start` starts it, with its simulator, on free ports and with a data folder of its own. */
export type Till = {
  readonly url: string
  readonly simulator: string
  readonly databaseUrl: string
  /** Ends the till's own process and starts it again; simulator and database go on. */
  restart(): Promise<void>
}

/** Waiting times are settings, set low here: stories wait for what is to be seen, never for time. */
const PACE = { WATCH_AFTER_MS: '600', RECONCILE_EVERY_MS: '200' }

/** Lends a till, and leaves nothing of it running. */
export async function withTill(use: (till: Till) => Promise<void>): Promise<void> {
  const { signal } = new AbortController()
  await withScratchFolder(async folder => {
    const started = await startTestTill({ folder, signal, env: PACE })
    const { url, simulator, databaseUrl, pid } = started
    const restart = async () => {
      const again = started.readyAgain()
      process.kill(pid, 'SIGUSR2')
      await again
    }
    try {
      await use({ url, simulator, databaseUrl, restart })
    } finally {
      await started.stop()
    }
    // Every story has run on it: what it has said all the while, at least the last of it, tells no secret.
    const leaks = leaksIn(started.said(), { strict: true })
    if (leaks.length > 0) throw new Error(`the till's log holds ${leaks.join(', ')}`)
  })
}
