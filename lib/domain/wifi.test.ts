import { expect, test } from 'vitest'
import { type WifiTyped, wifiProblems } from './wifi.ts'

const typed = (more: Partial<WifiTyped>): WifiTyped => ({
  kind: 'personal_psk',
  ssid: 'Fern guests',
  username: '',
  password: 'a long password',
  clientCertificate: '',
  privateKey: '',
  keyPassword: '',
  caCertificate: '',
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

const block = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`

test('by certificate: the client’s certificate, its key, and a password only for a locked key', () => {
  const kind = 'enterprise_eap_tls'
  const files = { kind, clientCertificate: block('CERTIFICATE'), privateKey: block('PRIVATE KEY') }
  expect(fieldsOf({ kind })).toEqual(['clientCertificate', 'privateKey'])
  expect(fieldsOf(files)).toEqual([])
  expect(fieldsOf({ ...files, keyPassword: 'x' })).toEqual(['keyPassword'])
  const locked = { ...files, privateKey: block('ENCRYPTED PRIVATE KEY') }
  expect(fieldsOf(locked)).toEqual(['keyPassword'])
  expect(fieldsOf({ ...locked, keyPassword: 'x' })).toEqual([])
  expect(fieldsOf({ ...files, caCertificate: block('PRIVATE KEY') })).toEqual(['caCertificate'])
  expect(
    fieldsOf({ kind, clientCertificate: files.privateKey, privateKey: files.clientCertificate }),
  ).toEqual(['clientCertificate', 'privateKey'])
})

test('the network’s own certificate may be asked for beside a user name too, and is nothing to a plain password', () => {
  const peap = { kind: 'enterprise_eap_peap', username: 'counter', password: 'x' }
  expect(fieldsOf({ ...peap, caCertificate: block('CERTIFICATE') })).toEqual([])
  expect(fieldsOf({ ...peap, caCertificate: 'rubbish' })).toEqual(['caCertificate'])
  expect(fieldsOf({ caCertificate: 'rubbish' })).toEqual([])
})
