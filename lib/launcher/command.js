import { spawn } from 'node:child_process'
import { projectRoot } from './project.js'

/**
 * Runs a program to its end and answers its exit code and what it said. Aborting ends it.
 * @param {string} program
 * @param {string[]} args
 * @param {{ signal?: AbortSignal, env?: Record<string, string | undefined>, show?: boolean }} [options]
 *   `show` lets it speak to the terminal itself instead of to us.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(program, args, { signal, env = {}, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    let output = ''
    child.stdout?.on('data', chunk => (output += chunk))
    child.stderr?.on('data', chunk => (output += chunk))
    const end = () => child.kill('SIGTERM')
    signal?.addEventListener('abort', end, { once: true })
    child.once('error', reject)
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', end)
      if (signal?.aborted) reject(signal.reason)
      else resolve({ code: code ?? (killedBy ? 1 : 0), output })
    })
  })
}
