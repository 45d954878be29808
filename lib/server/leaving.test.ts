import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { learnServer } from './leaving.ts'

/** Asks over a connection that stays open, as browsers do. */
const asking = (port: number, agent: Agent) =>
  new Promise<string>((done, failed) => {
    get({ port, host: '127.0.0.1', agent }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => done(body))
    }).on('error', failed)
  })

test('a server that is told to end is not kept by tills that ask again and again, and finishes what it began', async () => {
  const hangUp = learnServer()
  let finish = () => {}
  const held = new Promise<void>(resolve => {
    finish = resolve
  })
  let asked = 0
  const server = createServer(async (_, response) => {
    if (asked++ === 0) await held
    response.end('done')
  })
  // Much longer than this test may take: only hanging up ends an idle connection.
  server.keepAliveTimeout = 60_000
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  // True because the server listens on TCP.
  const { port } = server.address() as AddressInfo
  const agents = [
    new Agent({ keepAlive: true, maxSockets: 1 }),
    new Agent({ keepAlive: true, maxSockets: 1 }),
  ] as const

  const slow = asking(port, agents[0])
  expect(await asking(port, agents[1])).toBe('done')
  let hasEnded = false
  const ended = new Promise<void>(closed => server.close(() => closed())).then(() => {
    hasEnded = true
  })
  hangUp()
  // Both connections are open; one is idle and goes, the other has something to finish.
  await expect(asking(port, agents[1])).rejects.toThrow()
  expect(hasEnded).toBe(false)
  finish()
  expect(await slow).toBe('done')
  await ended
})
