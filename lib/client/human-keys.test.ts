import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchHumanKeys } from './human-keys.ts'

let target: EventTarget
let heard: string[]
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  target = new EventTarget()
  heard = []
  stop = watchHumanKeys(target, event => heard.push(event.key))
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

/** A key pressed at a time on the page's clock; the turned clock follows it. */
function press(key: string, atMs: number, repeat = false) {
  const event = Object.assign(new Event('keydown'), { key, repeat })
  Object.defineProperty(event, 'timeStamp', { value: atMs })
  target.dispatchEvent(event)
}

test('a digit pressed by hand is heard after 50 ms', () => {
  press('1', 1000)
  vi.advanceTimersByTime(49)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1)
  expect(heard).toEqual(['1'])
})

test('a scanned code with its Enter presses nothing', () => {
  for (const [i, key] of [...'2012345', 'Enter'].entries()) {
    press(key, 1000 + i * 8)
    vi.advanceTimersByTime(8)
  }
  vi.advanceTimersByTime(500)
  expect(heard).toEqual([])
})

test('Enter and Escape by hand are heard at once', () => {
  press('Enter', 1000)
  press('Escape', 1200)
  expect(heard).toEqual(['Enter', 'Escape'])
})

test('a held key counts once, and nothing is heard after the end', () => {
  press('F9', 1000)
  press('F9', 1500, true)
  press('1', 2000)
  stop()
  vi.advanceTimersByTime(500)
  expect(heard).toEqual(['F9'])
})

test('a chord is one key, however fast its fingers came down', () => {
  press('Control', 1000)
  press('z', 1010)
  vi.advanceTimersByTime(50)
  expect(heard).toEqual(['z'])
})
