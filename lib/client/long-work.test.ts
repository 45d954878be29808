import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type LongWork, watchWork } from './long-work.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

type Work = LongWork<{ readonly rows: number }>

/** What a screen is shown of work that a server answers like this; `onShown` may stop it. */
async function shownOf(
  answer: (response: ServerResponse) => void,
  onShown: (work: Work, stop: () => void) => void = () => {},
): Promise<readonly Work[]> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/x-ndjson')
    request.resume().on('end', () => answer(response))
  })
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const stop = new AbortController()
  const shown: Work[] = []
  const show = (work: Work) => {
    shown.push(work)
    onShown(work, () => stop.abort())
  }
  await watchWork(`http://127.0.0.1:${port}/work`, show, stop.signal)
  return shown
}

test('work shows how far it is, and what came of it', async () => {
  const shown = await shownOf(response =>
    response.end('{"done":10}\n{"done":20,"of":30}\n{"ended":{"rows":30}}\n'),
  )
  expect(shown).toEqual([
    { at: 'busy', done: 0 },
    { at: 'busy', done: 10 },
    { at: 'busy', done: 20, of: 30 },
    { at: 'ended', ended: { rows: 30 } },
  ])
})

test('work that was refused says why, at once or half-way', async () => {
  const refusal = { kind: 'too_busy' }
  const atOnce = await shownOf(response => response.writeHead(409).end(JSON.stringify({ refusal })))
  expect(atOnce.at(-1)).toEqual({ at: 'refused', refusal })
  const halfWay = await shownOf(response => response.end(`{"done":1}\n${JSON.stringify({ refusal })}\n`))
  expect(halfWay.at(-1)).toEqual({ at: 'refused', refusal })
})

test('stopped by a press, it says how far it had come; nothing is shown after', async () => {
  const shown = await shownOf(
    response => response.write('{"done":12,"of":30}\n'),
    (work, stop) => {
      if (work.at === 'busy' && work.done === 12) stop()
    },
  )
  expect(shown.slice(-2)).toEqual([
    { at: 'busy', done: 12, of: 30 },
    { at: 'stopped', done: 12, of: 30 },
  ])
})

test('done in the very moment of the press, it is done and not called stopped', async () => {
  const shown = await shownOf(
    response => response.end('{"done":30}\n{"ended":{"rows":30}}\n'),
    (work, stop) => {
      if (work.at === 'busy' && work.done === 30) stop()
    },
  )
  expect(shown.at(-1)).toEqual({ at: 'ended', ended: { rows: 30 } })
})

test('a line that breaks off, and work that went wrong there, are lost: nobody says it was stopped', async () => {
  const cut = await shownOf(response => response.write('{"done":12}\n', () => response.socket?.end()))
  expect(cut.at(-1)).toEqual({ at: 'lost' })
  const broken = await shownOf(response => response.end('{"done":12}\n{"broken":true}\n'))
  expect(broken.at(-1)).toEqual({ at: 'lost' })
})
