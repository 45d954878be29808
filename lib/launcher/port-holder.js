import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { commandOf } from './processes.js'

/**
 * Who listens on a port, for a sentence: "process 4711 (next-server)", or "another program" when the system will not tell us.
 * @param {number} port
 */
export function holderOfPort(port) {
  const pid = process.platform === 'linux' ? holderFromProc(port) : holderFromLsof(port)
  if (!pid) return 'another program'
  const command = commandOf(pid).trim()
  return command ? `process ${pid} (${command.slice(0, 80)})` : `process ${pid}`
}

/** @param {number} port */
function holderFromProc(port) {
  const sockets = listeningSockets(port)
  if (sockets.size === 0) return undefined
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    if (openFiles(pid).some(file => sockets.has(file))) return Number(pid)
  }
  return undefined
}

/** @param {number} port */
function listeningSockets(port) {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file => linesOf(file).slice(1))
  const found = new Set()
  for (const line of lines) {
    // Local address, remote address and state come second to fourth, the socket's inode tenth; 0A is "listening".
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
    if (state === '0A' && local.endsWith(`:${hexPort}`)) found.add(`socket:[${inode}]`)
  }
  return found
}

/**
 * What a process holds open; nothing when it belongs to somebody else.
 * @param {string} pid
 */
function openFiles(pid) {
  const folder = `/proc/${pid}/fd`
  return orNothing(() => readdirSync(folder)).flatMap(name =>
    orNothing(() => [readlinkSync(`${folder}/${name}`)]),
  )
}

/**
 * Processes end and files close while one looks at them.
 * @param {() => string[]} look
 */
function orNothing(look) {
  try {
    return look()
  } catch {
    return []
  }
}

/** @param {string} file */
const linesOf = file => orNothing(() => readFileSync(file, 'utf8').trim().split('\n'))

/** @param {number} port */
function holderFromLsof(port) {
  try {
    const found = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' })
    return Number(found.split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}
