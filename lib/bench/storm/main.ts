import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOptions } from './options.ts'
import { reportOf } from './report.ts'
import { runStorm } from './storm.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const options = readOptions(process.argv.slice(2), mkdtempSync(join(tmpdir(), 'tapline-storm-')))
  const outcome = await runStorm(options, say, untilAskedToEnd())
  say(`\n${reportOf(outcome)}`)
  process.exitCode = outcome.violations.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}

/** Ctrl-C, or the launcher's end: the database and the servers, which would outlive us, are stopped before we leave. */
function untilAskedToEnd(): AbortSignal {
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => ending.abort(new Error('The storm was asked to end before its time.')))
  return ending.signal
}
