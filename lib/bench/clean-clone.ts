import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './second-server.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A copy of what git would hand to a stranger, edits that are not committed included. Undefined where there is no git. */
export function cleanClone(folder: string): string | undefined {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT })
  if (listed.status !== 0) return undefined
  const clone = join(folder, 'clone')
  for (const file of listed.stdout.toString().split('\0'))
    if (file && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(clone, file))
  return clone
}

type Cold = {
  readonly installMs: number
  readonly buildMs: number
  readonly startMs: number
  readonly complaint?: string
}

/** What `npm start` runs, in that copy; its own words tell the stages apart. */
export async function coldStart(clone: string, env: Record<string, string>): Promise<Cold> {
  const began = performance.now()
  const ports = { PORT: String(await freePort()), STRIPE_SIMULATOR_PORT: String(await freePort()) }
  const launcher = fork(join(clone, 'lib/launcher/start.js'), [], {
    cwd: clone,
    env: { ...process.env, ...env, ...ports },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const at: Record<string, number> = {}
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
    for (const word of ['Building', 'Starting'])
      if (said.includes(word)) at[word] ??= performance.now() - began
  }
  launcher.stdout?.on('data', hear)
  launcher.stderr?.on('data', hear)
  const ended = once(launcher, 'exit')
  const ready = await Promise.race([once(launcher, 'message').then(() => true), ended.then(() => false)])
  const readyMs = performance.now() - began
  launcher.kill('SIGTERM')
  await ended
  const built = at.Starting ?? readyMs
  const installed = at.Building ?? built
  return {
    installMs: installed,
    buildMs: built - installed,
    startMs: readyMs - built,
    ...(ready ? {} : { complaint: said.trim().split('\n').at(-1) ?? 'no word' }),
  }
}
