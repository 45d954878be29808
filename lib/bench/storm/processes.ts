import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const PRELOAD = new URL('../../launcher/leave-with-launcher.js', import.meta.url).href

/** A Node program that ends when the storm does; what it says goes to a file. */
export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv, log: string): ChildProcess {
  const out = openSync(log, 'a')
  return spawn(process.execPath, ['--import', PRELOAD, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', out, out, 'ipc'],
  })
}

export async function endProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

const PORTS = 25
/**
 * Below the range from which systems take ports for outgoing connections: a killed server must find its own free again. Each of the
 * processes in which tests run side by side has ports of its own, since one of a killed server looks free.
 */
const FIRST_PORT = 3_650 + PORTS * (Number(process.env.VITEST_POOL_ID ?? 0) % 40)
const LAST_PORT = FIRST_PORT + PORTS - 1
let tried = FIRST_PORT

export async function freePort(): Promise<number> {
  for (; tried <= LAST_PORT; tried++) if (await isFree(tried)) return tried++
  throw new Error(`No port from ${FIRST_PORT} to ${LAST_PORT} is free.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise(done => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}
