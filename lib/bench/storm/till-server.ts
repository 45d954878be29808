import type { ChildProcess } from 'node:child_process'
import { nextProgram } from '#lib/launcher/child.js'
import { ask } from './http.ts'
import { endProgram, startProgram } from './processes.ts'
import { wait } from './wait.ts'

const START_WITHIN_MS = 60_000

/** One server process of the production build. */
export type TillServer = {
  readonly origin: string
  /** Answers, as far as we know. */
  isUp(): boolean
  pids(): readonly number[]
  start(): Promise<void>
  /** kill −9. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export function openTillServer(options: {
  readonly port: number
  readonly log: string
  readonly env: NodeJS.ProcessEnv
}): TillServer {
  const { port, log, env } = options
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let up = false
  const end = async (signal: NodeJS.Signals) => {
    up = false
    if (child) await endProgram(child, signal)
  }
  return {
    origin,
    isUp: () => up,
    pids: () => (up && child?.pid ? [child.pid] : []),
    async start() {
      const program = [nextProgram, 'start', '-H', '127.0.0.1', '-p', String(port)]
      const started = startProgram(program, { ...env, PORT: String(port) }, log)
      child = started
      await answers(origin, started, log)
      up = true
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

async function answers(origin: string, child: ChildProcess, log: string): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS
  while (child.exitCode === null && performance.now() < deadline) {
    const answer = await ask({ method: 'GET', url: `${origin}/api/health` })
    // 503 as well: a till whose Stripe is in trouble at this moment still opens.
    if (answer) return
    await wait(25)
  }
  throw new Error(`The till at ${origin} did not start; see ${log}.`)
}
