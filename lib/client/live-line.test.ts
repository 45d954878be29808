import { afterEach, expect, test } from 'vitest'
import { type LineParts, type LineState, type LiveLine, openLiveLine } from './live-line.ts'
import type { Heard } from './live-stream.ts'

const POLL_MS = 15

/** A stream whose server is the test. */
class TestStream extends EventTarget {
  readyState = 0
  say(type: string, data: object = {}) {
    this.readyState = 1
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
  fail(forGood = false) {
    this.readyState = forGood ? 2 : 0
    this.dispatchEvent(new Event('error'))
  }
  close() {
    this.readyState = 2
  }
}

type Tab = LiveLine & { readonly heard: Heard[]; readonly channel: BroadcastChannel | undefined }
const tabs: Tab[] = []
afterEach(() => {
  for (const tab of tabs.splice(0)) closeTab(tab)
})
function closeTab(tab: Tab) {
  tab.close()
  tab.channel?.close()
}

/** One browser: its locks are taken in turn, its tabs share a channel, and its streams are seen. */
function browser() {
  const streams: TestStream[] = []
  const name = `live ${crypto.randomUUID()}`
  let queue: Promise<unknown> = Promise.resolve()
  const request = (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>) => {
    const mine = queue.then(() => (signal.aborted ? Promise.reject(signal.reason) : work()))
    queue = mine.catch(() => {})
    return mine
  }
  // True as far as the line uses it: one name, held until the work resolves, given up by its signal.
  const locks = { request } as unknown as NonNullable<LineParts['locks']>
  const openTab = (more: Partial<LineParts> = {}): Tab => {
    const channel = 'channel' in more ? more.channel : new BroadcastChannel(name)
    const line = openLiveLine({
      locks,
      channel,
      openStream: () => {
        const stream = new TestStream()
        streams.push(stream)
        return stream
      },
      isHidden: () => false,
      pollEveryMs: POLL_MS,
      ...more,
    })
    const heard: Heard[] = []
    line.hear(one => heard.push(one))
    const tab = { ...line, heard, channel }
    tabs.push(tab)
    return tab
  }
  return { openTab, streams }
}

/** Looks again whenever the event loop has come round. */
async function until(condition: () => boolean) {
  while (!condition()) await new Promise(setImmediate)
}
const isState = (tab: Tab, state: LineState) => until(() => tab.state() === state)

const change = { key: '/api/sales/1', version: 4 }
const changed = { type: 'changed', ...change }
const everything = { type: 'everything' }

async function liveBrowser() {
  const { openTab, streams } = browser()
  const [leader, follower] = [openTab(), openTab()]
  await until(() => streams.length === 1)
  streams[0]?.say('hello')
  await Promise.all([isState(leader, 'live'), isState(follower, 'live')])
  return { leader, follower, openTab, streams, stream: streams[0] ?? new TestStream() }
}

test('one stream serves every tab, and each is told to read what it shows when the line opens', async () => {
  const { leader, follower, stream, streams } = await liveBrowser()
  expect(leader.heard).toEqual([everything])
  expect(follower.heard).toContainEqual(everything)
  stream.say('message', change)
  await until(() => follower.heard.some(one => one.type === 'changed'))
  expect(leader.heard.at(-1)).toEqual(changed)
  expect(follower.heard.at(-1)).toEqual(changed)
  expect(streams).toHaveLength(1)
})

test('a tab that is opened later learns that the line stands', async () => {
  const { openTab, streams } = await liveBrowser()
  const late = openTab()
  await isState(late, 'live')
  expect(late.heard).toContainEqual(everything)
  expect(streams).toHaveLength(1)
})

test('while the line is down every tab polls, and reads everything when it is back', async () => {
  const { leader, follower, stream, streams } = await liveBrowser()
  stream.fail()
  expect(leader.state()).toBe('reconnecting')
  await Promise.all([isState(leader, 'polling'), isState(follower, 'polling')])
  const before = follower.heard.length
  await until(() => follower.heard.length >= before + 2)
  expect(follower.heard.slice(before)).toEqual(follower.heard.slice(before).map(() => everything))

  leader.heard.length = 0
  stream.say('hello')
  expect(leader.state()).toBe('live')
  expect(leader.heard).toEqual([everything])
  await isState(follower, 'live')
  expect(streams).toHaveLength(1)
})

test('closing the leading tab makes another lead', async () => {
  const { leader, follower, stream, streams } = await liveBrowser()
  closeTab(leader)
  expect(stream.readyState).toBe(2)
  await until(() => streams.length === 2)
  streams[1]?.say('hello')
  streams[1]?.say('message', change)
  expect(follower.state()).toBe('live')
  expect(follower.heard.at(-1)).toEqual(changed)
})

test('a leader that no longer answers is taken for down', async () => {
  const { leader, follower } = await liveBrowser()
  leader.channel?.close()
  await isState(follower, 'polling')
  expect(leader.state()).toBe('live')
})

test('an answer that says no is asked again: the browser would not', async () => {
  const { stream, streams } = await liveBrowser()
  stream.fail(true)
  await until(() => streams.length === 2)
  expect(stream.readyState).toBe(2)
})

test('when the network is back nobody waits for the next try', async () => {
  const { leader, stream, streams } = await liveBrowser()
  stream.fail(true)
  leader.wake()
  expect(streams).toHaveLength(2)
  streams[1]?.say('hello')
  expect(leader.state()).toBe('live')
  leader.wake()
  expect(streams).toHaveLength(2)
})

test('too much missed is told as everything', async () => {
  const { leader, follower, stream } = await liveBrowser()
  leader.heard.length = 0
  follower.heard.length = 0
  stream.say('reset')
  expect(leader.heard).toEqual([everything])
  await until(() => follower.heard.length > 0)
  expect(follower.heard).toEqual([everything])
})

test.each([
  ['locks', { locks: undefined }],
  ['a channel', { channel: undefined }],
])('without %s every tab polls for itself', async (_, missing) => {
  const { openTab, streams } = browser()
  const tab = openTab(missing)
  expect(tab.state()).toBe('polling')
  await until(() => tab.heard.length >= 2)
  expect(tab.heard[0]).toEqual(everything)
  expect(streams).toHaveLength(0)
})

test('a hidden tab does not poll', async () => {
  let isHidden = true
  const { openTab } = browser()
  const shown = openTab({ locks: undefined })
  const hidden = openTab({ locks: undefined, isHidden: () => isHidden })
  await until(() => shown.heard.length >= 3)
  expect(hidden.heard).toEqual([])
  isHidden = false
  await until(() => hidden.heard.length > 0)
})

test('what is no signal is let pass', async () => {
  const { leader, stream } = await liveBrowser()
  leader.heard.length = 0
  for (const data of ['', 'null', '{"key":1,"version":2}', '{"key":"/api/x"}'])
    stream.dispatchEvent(new MessageEvent('message', { data }))
  stream.dispatchEvent(new MessageEvent('message', { data: 7 }))
  expect(leader.heard).toEqual([])
})
