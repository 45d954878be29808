import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf, tellCallers } from './caller.ts'

/** As Next does it: the headers of the request become those of the one that a route reads. */
const heard: Headers[] = []
const server = createServer((request, response) => {
  heard.push(new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)])))
  response.end()
})
let stop: () => void
beforeAll(async () => {
  stop = tellCallers()
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  stop()
  server.close()
})

async function called(headers: Readonly<Record<string, string>>): Promise<Request> {
  // True because the server listens on TCP.
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done, failed) => {
    get({ port, host: '127.0.0.1', headers }, response => {
      response.resume()
      response.on('end', () => done())
    }).on('error', failed)
  })
  return new Request('http://till.example', { headers: heard.at(-1) ?? {} })
}

test('whatever a caller says of itself, its address is where its connection comes from', async () => {
  expect(addressOf(await called({}), 0)).toBe('127.0.0.1')
  expect(addressOf(await called({ 'x-forwarded-for': '203.0.113.7' }), 0)).toBe('127.0.0.1')
  expect(addressOf(await called({ 'x-forwarded-for': `${'x'.repeat(5_000)}, ` }), 0)).toBe('127.0.0.1')
})

test('behind one proxy of our own it is whoever called that, whatever was said before', async () => {
  const through = await called({ 'x-forwarded-for': '192.0.2.1, 203.0.113.7' })
  expect(addressOf(through, 1)).toBe('203.0.113.7')
  expect(addressOf(through, 2)).toBe('192.0.2.1')
})

test('who comes past the proxy is told by the connection alone', async () => {
  expect(addressOf(await called({}), 1)).toBe('127.0.0.1')
  expect(addressOf(new Request('http://till.example'), 1)).toBe('unknown')
})

test('an address is never longer than an address', async () => {
  expect(addressOf(await called({ 'x-forwarded-for': 'x'.repeat(5_000) }), 1)).toHaveLength(64)
})
