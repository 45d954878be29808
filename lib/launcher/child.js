import { spawn } from 'node:child_process'
import { inProject, projectRoot } from './project.js'

const preload = new URL('./leave-with-launcher.js', import.meta.url).href

/** A little more than a child takes to give up by itself. */
const KILL_AFTER_MS = 6_000

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} ended
 * @property {() => Promise<void>} stop asks it to end, insists after a while, and waits until it has
 * @property {import('node:child_process').ChildProcess} process
 */

/** @typedef {(child: Child) => void} OnStarted Told of a child before anything can be awaited, so that none is ever forgotten. */

/**
 * Starts a Node program that ends when we do. It gets a group of its own, so that Ctrl-C reaches the launcher alone, which then
 * ends everything in order: first the till, then what the till needs.
 * @param {string[]} args
 * @param {{ onStarted: OnStarted, env?: Record<string, string | undefined>, stdout?: 'inherit' | 'pipe' | 'ignore' }} options
 * @returns {Child}
 */
export function startChild(args, { onStarted, env = {}, stdout = 'inherit' }) {
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  })
  /** @type {Child['ended']} */
  const ended = new Promise(resolve => child.once('exit', (code, signal) => resolve({ code, signal })))
  const started = { pid: child.pid ?? 0, ended, process: child, stop: () => stopChild(child, ended) }
  onStarted(started)
  return started
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Child['ended']} ended
 */
async function stopChild(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const insist = setTimeout(() => killGroup(child), KILL_AFTER_MS)
  await ended
  clearTimeout(insist)
}

/** With what it started itself, such as the server behind `next dev`. @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  if (process.platform === 'win32' || !child.pid) child.kill('SIGKILL')
  else process.kill(-child.pid, 'SIGKILL')
}

export const nextProgram = inProject('node_modules/next/dist/bin/next')
