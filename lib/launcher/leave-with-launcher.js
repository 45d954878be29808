/**
 * Loaded into everything the launcher starts, before its own first line. The channel to the launcher closes when the launcher
 * ends, even by kill -9, and then nothing may stay behind holding the port. `next dev` hands this file on to the server it starts,
 * for which the same is true of `next dev`.
 */

import { isMainThread, Worker } from 'node:worker_threads'

const LEAVE_WITHIN_MS = 5_000

/** A thread of its own sees that the launcher is gone even where the program's own hears of nothing any more. */
const WATCH = `
  const { ppid } = process
  const watching = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(watching)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${LEAVE_WITHIN_MS})
  }, 1_000)
`
if (isMainThread && process.channel) new Worker(WATCH, { eval: true, execArgv: [] }).unref()

process.on('disconnect', () => {
  // With the launcher gone nobody reads an exit code and nobody insists, and Node's own taking down of its threads can hang for ever.
  process.on('exit', () => process.kill(process.pid, 'SIGKILL'))
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LEAVE_WITHIN_MS).unref()
  process.kill(process.pid, 'SIGTERM')
})

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
  process.on(signal, () => {
    // Until the program listens too, a signal means what it always means.
    if (process.listenerCount(signal) === 1) process.exit(0)
    // A request that never ends, an open event stream say, would otherwise hold the door open for ever.
    setTimeout(() => {
      process.stderr.write('Ended with requests still open.\n')
      process.exit(0)
    }, LEAVE_WITHIN_MS).unref()
  })
}
