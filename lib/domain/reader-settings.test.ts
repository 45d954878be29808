import { expect, test } from 'vitest'
import {
  splashDeviceOf,
  splashHint,
  splashIn,
  splashProblem,
  type Tipping,
  tipOf,
  tippingProblem,
  tipsOffered,
} from './reader-settings.ts'

const smart: Tipping = {
  kind: 'smart',
  currencies: { usd: { percentages: [15, 20, 25], amounts: [100, 200, 300], thresholdMinor: 1_000 } },
}

test('smart tips: amounts below the threshold, percentages from it on, nothing for another currency', () => {
  expect(tipsOffered(smart, 'usd', 999)).toEqual({ kind: 'amounts', tips: [100, 200, 300] })
  expect(tipsOffered(smart, 'usd', 1_000)).toEqual({ kind: 'percentages', tips: [15, 20, 25] })
  expect(tipsOffered(smart, 'eur', 1_000)).toBeUndefined()
  expect(tipsOffered(undefined, 'usd', 1_000)).toBeUndefined()
  expect(tipOf('percentages', 15, 1_030)).toBe(155)
  expect(tipOf('amounts', 200, 1_030)).toBe(200)
})

test.each<[Tipping, RegExp | undefined]>([
  [smart, undefined],
  [{ kind: 'percentages', currencies: {} }, /one currency/],
  [{ kind: 'percentages', currencies: { usd: { percentages: [15, 20] } } }, /three percentages/],
  [{ kind: 'percentages', currencies: { usd: { percentages: [15, 20, 101] } } }, /1 to 100/],
  [{ kind: 'percentages', currencies: { usd: { percentages: [20, 15, 25] } } }, /rising/],
  [{ kind: 'amounts', currencies: { usd: { amounts: [0, 100, 200] } } }, /more than nothing/],
  [{ kind: 'smart', currencies: { usd: { percentages: [1, 2, 3], amounts: [1, 2, 3] } } }, /from which/],
])('tips %#', (tipping, problem) => {
  const found = tippingProblem(tipping)
  if (problem) expect(found).toMatch(problem)
  else expect(found).toBeUndefined()
})

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(30)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}
const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0xd0, 0x02, 0, 0x05, 0, 0])

test('a picture for an idle screen is one that Stripe knows', () => {
  expect(splashIn(png(1080, 1920))).toEqual({ type: 'png', width: 1080, height: 1920 })
  expect(splashIn(new TextEncoder().encode('RIFF....WEBPVP8X..........................'))).toBeUndefined()
})

test('too large, or no picture, is said; another size is only mentioned', () => {
  const MB = 1024 * 1024
  expect(splashProblem('stripe_s700', undefined, 10)).toMatch(/no PNG/)
  expect(splashProblem('stripe_s700', splashIn(png(1080, 1920)), 2 * MB)).toMatch(/2 MB/)
  expect(splashProblem('stripe_s700', splashIn(gif), 3 * MB)).toBeUndefined()
  expect(splashHint('bbpos_wisepos_e', { type: 'gif', width: 720, height: 1280 })).toBeUndefined()
  expect(splashHint('stripe_s700', { type: 'png', width: 100, height: 100 })).toMatch(/100×100/)
})

test('a reader that shows no moving picture is told of before it is sent', () => {
  const screen = { width: 320, height: 480 }
  expect(splashProblem('verifone_p400', { type: 'gif', ...screen }, 10)).toMatch(/no GIF/)
  expect(splashProblem('verifone_p400', { type: 'png', ...screen }, 10)).toBeUndefined()
  expect(splashHint('verifone_p400', { type: 'png', ...screen })).toBeUndefined()
})

test.each([
  ['simulated_stripe_s700', 'stripe_s700'],
  ['stripe_s710', 'stripe_s710'],
  ['simulated_wisepos_e', 'bbpos_wisepos_e'],
  ['bbpos_wisepos_e', 'bbpos_wisepos_e'],
  ['verifone_P400', 'verifone_p400'],
  ['simulated_verifone_v660p', undefined],
])('a %s shows the picture of %s', (deviceType, device) => {
  expect(splashDeviceOf(deviceType)).toBe(device)
})
