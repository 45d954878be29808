import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { hearLines } from './hear-lines.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Something that answers, as our server would, for as long as the test lasts. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/work` : ''
}

const lines = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' })

async function heard(url: string, signal = new AbortController().signal) {
  const told: unknown[] = []
  const isWhole = await hearLines(url, { type: 'text/csv', body: 'a;b' }, line => told.push(line), signal)
  return { told, isWhole }
}

test('each line is told as it is whole, wherever the pieces were cut, letters and all', async () => {
  const url = await answering((request, response) => {
    expect([request.method, request.headers['content-type']]).toEqual(['POST', 'text/csv'])
    lines(response)
    // Within a line, within a letter of three bytes, and several lines in one piece.
    const bytes = Buffer.from('{"done":1}\n{"name":"茶"}\n\n{"done":3}\n{"ended":true}\n')
    const cuts = [0, 4, 21, 22, bytes.length]
    const pieces = cuts.slice(1).map((end, at) => bytes.subarray(cuts[at], end))
    const next = () => {
      const piece = pieces.shift()
      if (piece) response.write(piece, () => setImmediate(next))
      else response.end()
    }
    next()
  })
  expect(await heard(url)).toEqual({
    told: [{ done: 1 }, { name: '茶' }, { done: 3 }, { ended: true }],
    isWhole: true,
  })
})

test('a last line without an end counts, and so does a refusal, which comes whole and as one JSON', async () => {
  const bare = await answering((_, response) => lines(response).end('{"done":1}\n{"ended":true}'))
  expect(await heard(bare)).toEqual({ told: [{ done: 1 }, { ended: true }], isWhole: true })
  const refusing = await answering((_, response) =>
    response
      .writeHead(409, { 'content-type': 'application/json' })
      .end('{\n  "refusal": { "kind": "too_busy" }\n}'),
  )
  expect(await heard(refusing)).toEqual({ told: [{ refusal: { kind: 'too_busy' } }], isWhole: true })
})

test('a line that breaks off is not whole, and what came before it was told', async () => {
  const cut = await answering((request, response) => {
    // All of it is read first, so that what was written arrives before the end of the line.
    request.resume().on('end', () => lines(response).write('{"done":1}\n', () => response.socket?.end()))
  })
  expect(await heard(cut)).toEqual({ told: [{ done: 1 }], isWhole: false })
  const half = await answering((_, response) => lines(response).end('{"done":1}\n{"en'))
  expect(await heard(half)).toEqual({ told: [{ done: 1 }], isWhole: false })
  const page = await answering((_, response) => response.end('<html>a proxy'))
  expect(await heard(page)).toEqual({ told: [], isWhole: false })
})

test('nobody there, and an answer without a body, are no answer', async () => {
  expect(await heard('http://127.0.0.1:1/work')).toEqual({ told: [], isWhole: false })
})

test('stopping hangs up: the server hears it, and no line is told any more', async () => {
  let hearsEnd = () => {}
  const hungUp = new Promise<void>(resolve => {
    hearsEnd = resolve
  })
  const url = await answering((_, response) => {
    response.on('close', hearsEnd)
    lines(response).write('{"done":1}\n')
  })
  const stop = new AbortController()
  const told: unknown[] = []
  const work = hearLines(
    url,
    { type: 'text/csv', body: '' },
    line => {
      told.push(line)
      stop.abort()
    },
    stop.signal,
  )
  expect(await work).toBe(false)
  await hungUp
  expect(told).toEqual([{ done: 1 }])
})
