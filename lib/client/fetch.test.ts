import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod/mini'
import { ReadError, read } from './fetch.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const Answer = z.object({ version: z.number() })
const reading = (body: unknown) => z.safeParse(Answer, body).data

async function tillThatSays(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { connection: 'close' })
    response.end(body)
  })
  servers.push(server)
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  // True because the server listens on TCP.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`
}

test('an answer is read', async () => {
  expect(await read(await tillThatSays(200, '{"version":3}'), reading)).toEqual({ version: 3 })
})

test.each([
  [
    'a refusal',
    401,
    '{"refusal":{"kind":"signed_out"}}',
    { kind: 'refused', refusal: { kind: 'signed_out' } },
  ],
  ['our own 500', 500, '{"error":"broken"}', { kind: 'away' }],
  ['a proxy’s page', 502, '<html>', { kind: 'away' }],
  ['a null', 404, 'null', { kind: 'away' }],
  ['an answer of another version', 200, '{"versions":3}', { kind: 'unreadable' }],
])('%s has one shape', async (_, status, body, because) => {
  const error: unknown = await read(await tillThatSays(status, body), reading).catch(one => one)
  expect(error).toBeInstanceOf(ReadError)
  expect(error).toMatchObject({ because })
})

test('nobody there is away', async () => {
  const url = await tillThatSays(200, '{}')
  for (const server of servers.splice(0)) await new Promise(closed => server.close(closed))
  await expect(read(url, reading)).rejects.toMatchObject({ because: { kind: 'away' } })
})
