import { expect, test } from 'vitest'
import type { LiveBus, Signal } from '#lib/ports/live.ts'
import { eventStream } from './event-stream.ts'

/** A bus without a database: it says what the test says, and counts who listens. */
function bus(missed?: readonly Signal[]) {
  const listeners = new Set<(signal: Signal) => void>()
  const closers = new Set<() => void>()
  let isClosed = false
  const live: LiveBus = {
    subscribe: one => {
      listeners.add(one)
      return () => void listeners.delete(one)
    },
    onClose: one => {
      if (isClosed) one()
      closers.add(one)
      return () => void closers.delete(one)
    },
    since: async () => missed,
    listening: () => true,
  }
  return {
    live,
    say: (signal: Signal) => {
      for (const listener of [...listeners]) listener(signal)
    },
    close: () => {
      isClosed = true
      for (const close of [...closers]) close()
    },
    holding: () => listeners.size + closers.size,
  }
}

/** Reads frames one by one, the greeting left out. */
async function reader(response: Response) {
  const chunks = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  expect((await chunks.read()).value).toContain('event: hello')
  return { next: () => chunks.read(), hangUp: () => chunks.cancel() }
}

const signal = { id: 7, key: '/api/sales/1', version: 3 }
const open = (live: LiveBus, more: object = {}) =>
  eventStream(live, { gone: new AbortController().signal, ...more })

test('what is announced goes down the line with its id, unbuffered', async () => {
  const { live, say } = bus()
  const response = open(live)
  const stream = await reader(response)
  say(signal)
  expect((await stream.next()).value).toBe('id: 7\ndata: {"key":"/api/sales/1","version":3}\n\n')
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
})

test('the stream lets go when the browser hangs up', async () => {
  const { live, holding } = bus()
  const stream = await reader(open(live))
  expect(holding()).toBe(2)
  await stream.hangUp()
  expect(holding()).toBe(0)
})

test('the stream lets go when the request is aborted, even before it began', async () => {
  const { live, say, holding } = bus()
  const gone = new AbortController()
  const stream = await reader(eventStream(live, { gone: gone.signal }))
  gone.abort()
  expect((await stream.next()).done).toBe(true)
  say(signal)
  eventStream(live, { gone: gone.signal })
  expect(holding()).toBe(0)
})

test('the stream ends when the server does', async () => {
  const { live, close, holding } = bus()
  const stream = await reader(open(live))
  close()
  expect((await stream.next()).done).toBe(true)
  // A browser that comes back over the same connection is sent away as well.
  expect(await open(live).text()).toBe('')
  expect(holding()).toBe(0)
})

test('a browser that comes back hears what it missed', async () => {
  const { live } = bus([signal, { ...signal, id: 8 }])
  const stream = await reader(open(live, { lastEventId: '6' }))
  expect((await stream.next()).value).toContain('id: 7\n')
  expect((await stream.next()).value).toContain('id: 8\n')
})

test('one that was away too long is told to read everything', async () => {
  const { live } = bus()
  const stream = await reader(open(live, { lastEventId: '6' }))
  expect((await stream.next()).value).toBe('event: reset\ndata: {}\n\n')
})

test('a heartbeat keeps the line open', async () => {
  const { live } = bus()
  const stream = await reader(open(live, { heartbeatMs: 5 }))
  expect((await stream.next()).value).toBe('event: beat\ndata: {}\n\n')
  await stream.hangUp()
})

test('a browser that never reads is let go of', async () => {
  const { live, say, holding } = bus()
  open(live)
  for (let id = 0; id < 1_100; id++) say({ ...signal, id })
  expect(holding()).toBe(0)
})

test('whoever has been signed out hears the word for it, and then nothing: the line ends', async () => {
  const { live, say, holding } = bus()
  const isOut = async ({ key }: Signal) => key === '/api/sessions/own'
  const stream = await reader(open(live, { isOut }))
  say(signal)
  expect((await stream.next()).value).toContain('/api/sales/1')
  say({ id: 8, key: '/api/sessions/own', version: 0 })
  expect((await stream.next()).value).toContain('/api/sessions/own')
  expect((await stream.next()).done).toBe(true)
  expect(holding()).toBe(0)
})
