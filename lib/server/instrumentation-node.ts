import { tellCallers } from './caller.ts'
import { learnServer } from './leaving.ts'
import { openTill } from './till.ts'
import { wired } from './world.ts'

const here = globalThis as { taplineListening?: true }

/** Opens the till's world, and sees to it that the server can leave again. */
export async function startServer(): Promise<void> {
  if (!here.taplineListening) {
    here.taplineListening = true
    tellCallers()
    const hangUp = learnServer()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        endStreams()
        hangUp()
      })
    }
    // Whoever started us has gone, even by kill -9: nothing may stay behind holding the port.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  }
  await openTill()
}

/**
 * Next waits for every request before it exits, and an event stream is one that never ends. Requests under way still need the database,
 * so nothing else is closed: what is cut off by the exit is found and finished by the next start.
 */
function endStreams(): void {
  void wired().live.close()
}
