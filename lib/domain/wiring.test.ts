import { expect, test } from 'vitest'
import { knockable, mismatches, type WiringFacts } from './wiring.ts'

const WELL: WiringFacts = {
  mode: 'live',
  key: { kind: 'restricted', live: true },
  elsewhere: false,
  keyTaken: true,
  account: { country: 'US', chargesEnabled: true },
  shop: { country: 'US', currency: 'usd' },
  readerModels: ['stripe_s700'],
  pinned: '2026-10-28.endive',
  packageSpeaks: '2026-10-28.endive',
  endpoints: [{ url: 'https://till.example/a', status: 'enabled', apiVersion: '2026-10-28.endive' }],
  lacks: [],
  skewMs: 400,
}
const kinds = (more: Partial<WiringFacts>) => mismatches({ ...WELL, ...more }).map(one => one.kind)

test('what fits together has no word said about it', () => {
  expect(mismatches(WELL)).toEqual([])
})

test('each thing that does not fit is named', () => {
  expect(kinds({ keyTaken: false })).toEqual(['key_refused'])
  expect(kinds({ elsewhere: true })).toEqual(['live_key_elsewhere'])
  expect(kinds({ readerModels: ['simulated_stripe_s700'] })).toEqual(['test_readers_live'])
  expect(kinds({ lacks: ['rak_event_read'] })).toEqual(['missing_permission'])
  expect(kinds({ account: { country: 'US', chargesEnabled: false } })).toEqual(['charges_disabled'])
  expect(kinds({ account: { country: 'DE', chargesEnabled: true } })).toEqual([
    'account_country',
    'currency_not_taken',
  ])
  expect(kinds({ packageSpeaks: '2027-01-01.fern' })).toEqual(['package_version'])
  const old = { url: 'https://till.example/a', status: 'disabled', apiVersion: '2024-06-20' }
  expect(kinds({ endpoints: [old] })).toEqual(['endpoint_version', 'endpoint_disabled'])
  expect(kinds({ skewMs: -31_000 })).toEqual(['clock_skew'])
  const url = 'https://till.example'
  expect(kinds({ address: { url, leadsElsewhere: true } })).toEqual(['somebody_else_answers'])
  expect(kinds({ address: { url, leadsElsewhere: false } })).toEqual([])
})

test('simulated readers are right where nothing is live, and an unknown country takes what it takes', () => {
  expect(
    kinds({ key: { kind: 'secret', live: false }, elsewhere: true, readerModels: ['simulated_x'] }),
  ).toEqual([])
  expect(kinds({ account: { country: 'BR', chargesEnabled: true } })).toEqual(['account_country'])
})

test('Stripe knocks over the internet alone, and with live keys at https alone', () => {
  for (const url of [
    'http://localhost:3000',
    'http://till.local',
    'https://192.168.1.20',
    'https://172.20.0.4',
    'https://10.0.0.1',
    'https://[fd00::1]',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://till',
    'https://100.101.1.1',
  ])
    expect(knockable(url, 'test'), url).toBe('private')
  expect(knockable('http://till.example', 'live')).toBe('https')
  expect(knockable('http://till.example', 'test')).toBe('yes')
  expect(knockable('https://172.32.0.1', 'live')).toBe('yes')
  expect(knockable('http://127.0.0.1:3000', 'simulator')).toBe('yes')
})
