import { expect, test } from 'vitest'
import { type WifiTyped, wifiProblems } from './wifi.ts'

const typed = (more: Partial<WifiTyped>): WifiTyped => ({
  kind: 'personal_psk',
  ssid: 'Fern guests',
  username: '',
  password: 'a long password',
  ...more,
})
const fieldsOf = (more: Partial<WifiTyped>) => wifiProblems(typed(more)).map(({ field }) => field)

test('a network’s name is counted in bytes: ten Japanese signs fit, twelve do not', () => {
  expect(fieldsOf({ ssid: '東京都千代田区千代田' })).toEqual([])
  expect(fieldsOf({ ssid: '東京都千代田区千代田一番' })).toEqual(['ssid'])
  expect(fieldsOf({ ssid: 'x'.repeat(32) })).toEqual([])
  expect(fieldsOf({ ssid: 'x'.repeat(33) })).toEqual(['ssid'])
})

test('what is missing is said of its own field', () => {
  expect(fieldsOf({ ssid: '   ' })).toEqual(['ssid'])
  expect(fieldsOf({ password: 'short' })).toEqual(['password'])
  expect(fieldsOf({ password: 'x'.repeat(64) })).toEqual(['password'])
  expect(fieldsOf({ kind: 'enterprise_eap_peap', password: '' })).toEqual(['username', 'password'])
  expect(fieldsOf({ kind: 'enterprise_eap_peap', username: 'counter', password: 'x' })).toEqual([])
})
