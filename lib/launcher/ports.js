import { connect, createServer } from 'node:net'
import { PlainError } from './plain-error.js'
import { holderOfPort } from './port-holder.js'
import { errorCode } from './processes.js'

/**
 * Refuses, in one sentence that names the holder where the system tells, when we could not listen there. No other port is taken
 * instead: the address is written on a sticker at the counter, and in Stripe's settings.
 * @param {string} variable the setting to change
 * @param {string} host
 * @param {number} port
 */
export async function refuseTakenPort(variable, host, port) {
  const problem = (await trialListen(host, port)) ?? (await answersLocally(port, host))
  if (problem === undefined) return
  if (problem === 'EADDRNOTAVAIL')
    throw new PlainError(`HOST is ${host}, which is not an address of this machine.`)
  if (problem === 'EACCES')
    throw new PlainError(
      `${variable} is ${port}, and this account may not listen there: choose one above 1023.`,
    )
  if (problem !== 'EADDRINUSE') throw new PlainError(`Nothing can listen on ${host}:${port} (${problem}).`)
  throw new PlainError(
    `Port ${port} is taken by ${holderOfPort(port)}: end that, or set ${variable} to another port.`,
  )
}

/** A port that was free a moment ago, for tests. */
export async function freePort() {
  const server = createServer()
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (!address || typeof address === 'string') throw new Error('A TCP server has a port.')
  return address.port
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>} Node's code for what stands in the way
 */
function trialListen(host, port) {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', error => resolve(errorCode(error) || 'unknown reason'))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/**
 * Some systems let us listen on 127.0.0.1 beside a program that listens on every address, or on ::1, and browsers would then ask
 * either of us for `localhost`.
 * @param {number} port
 * @param {string} host
 */
async function answersLocally(port, host) {
  const here = [...new Set(['127.0.0.1', '::1', host])].filter(at => at !== '0.0.0.0' && at !== '::')
  const answers = await Promise.all(here.map(at => isAnswered(at, port)))
  return answers.includes(true) ? 'EADDRINUSE' : undefined
}

/**
 * @param {string} host
 * @param {number} port
 */
function isAnswered(host, port) {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 500 })
    const say = (/** @type {boolean} */ answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
    socket.once('timeout', () => say(false))
  })
}
