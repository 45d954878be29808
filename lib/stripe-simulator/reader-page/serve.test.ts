import { expect, test } from 'vitest'
import { faultKinds } from '../faults.ts'
import { figure, money } from './assets/money.js'
import { badDayPlan, moods } from './assets/moods.js'
import { clockWords, modelOf } from './assets/reader-state.js'
import { samples } from './assets/samples.js'
import { readerPage } from './serve.ts'

const get = (path: string) => readerPage.request(path)

test.each(['/simulator/readers', '/simulator/readers/tmr_1', '/simulator/screens'])(
  '%s is a page whose every file is served',
  async path => {
    const page = await get(path)
    expect(page.headers.get('content-type')).toContain('text/html')
    const files = [...(await page.text()).matchAll(/(?:href|src)="(\/simulator\/assets\/[^"]+)"/g)].map(
      match => match[1] ?? '',
    )
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) expect((await get(file)).status, file).toBe(200)
  },
)

test('every module a module imports is served as JavaScript', async () => {
  const seen = new Set<string>()
  const waiting = ['reader.js', 'readers.js', 'all-screens.js']
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const answer = await get(`/simulator/assets/${file}`)
    expect(answer.status, file).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    const text = await answer.text()
    waiting.push(...[...text.matchAll(/^import .* from '\.\/([^']+)'$/gm)].map(match => match[1] ?? ''))
  }
  expect(seen.size).toBeGreaterThan(15)
})

test('the page may load nothing from another host, and the fonts come from here', async () => {
  expect((await get('/simulator/readers')).headers.get('content-security-policy')).toContain(
    "default-src 'self'",
  )
  const font = await get('/simulator/assets/fonts/geist-latin-wght-normal.woff2')
  expect(font.headers.get('content-type')).toBe('font/woff2')
  expect((await font.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
})

test.each([
  '/simulator/assets/..%2fserve.ts',
  '/simulator/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '/simulator/assets/fonts/..%2f..%2fpackage.json',
  '/simulator/assets/nothing.js',
])('%s is not found', async path => {
  expect((await get(path)).status).toBe(404)
})

test('the list of test cards is served as JSON', async () => {
  const cards: unknown = await (await get('/simulator/test-cards.json')).json()
  expect(cards).toContainEqual(expect.objectContaining({ label: 'Visa', number: '4242424242424242' }))
})

test('every mood in the drawer is a fault that the simulator knows', () => {
  const kinds = moods.flatMap(([, some]) => some.map(mood => mood.kind))
  expect(kinds.filter(kind => !faultKinds.some(known => known === kind))).toEqual([])
  expect(faultKinds.filter(kind => !kinds.includes(kind))).toEqual([])
})

test('a bad day brings every fault but one that only a person can end', () => {
  const brought = Object.keys(badDayPlan('7').chances)
  expect(brought.sort()).toEqual(faultKinds.filter(kind => kind !== 'hold_authorization').sort())
})

test('the gallery shows every screen that a reader can show', () => {
  const names = new Set(samples.map(([, , screen]) => screen.name))
  expect([...names].sort()).toEqual(
    [
      ...['approved', 'canceled', 'cart', 'declined', 'idle', 'inputs', 'insert_instead', 'offline', 'pin'],
      ...['present_card', 'processing', 'refund', 'remove_card', 'tip', 'updating'],
    ].sort(),
  )
})

test('amounts are read as Stripe counts them', () => {
  expect(money(7180, 'usd')).toBe('$71.80')
  expect(money(105, 'jpy')).toBe('¥105')
  expect(figure(5120, 'kwd')).toBe('5.120')
  expect(money(500, 'isk')).toMatch(/5$/)
})

test('a model and a while are said as people say them', () => {
  expect(modelOf('simulated_stripe_s700')).toBe('Simulated S700')
  expect(modelOf('bbpos_wisepos_e')).toBe('WisePOS E')
  expect(clockWords(67_400)).toBe('1:07')
})
