import { expect, test } from 'vitest'
import { isLocked, LARGEST_PEM_BYTES, type PemKind, pemProblem } from './pem.ts'

const block = (label: string, more = '') =>
  `-----BEGIN ${label}-----\n${more}TUlJQw==\nAAAA\n-----END ${label}-----\n`
const certificate = block('CERTIFICATE')

test.each<[PemKind, string, RegExp | undefined]>([
  ['certificate', certificate, undefined],
  ['certificate', `Subject: CN=Counter\n${certificate}${certificate}`, undefined],
  ['certificate', certificate.replaceAll('\n', '\r\n'), undefined],
  ['certificate', '', /no PEM/],
  ['certificate', '0\u0082\u0003\u0001', /no PEM/],
  ['certificate', '-----BEGIN CERTIFICATE-----\nAAAA', /no PEM/],
  ['certificate', certificate + block('PRIVATE KEY'), /private key in it/],
  ['certificate', block('CERTIFICATE REQUEST'), /no certificate/],
  ['certificate', `${certificate}${' '.repeat(LARGEST_PEM_BYTES)}`, /32 KB/],
  ['private_key', block('PRIVATE KEY'), undefined],
  ['private_key', block('ENCRYPTED PRIVATE KEY'), undefined],
  ['private_key', block('RSA PRIVATE KEY'), undefined],
  [
    'private_key',
    block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,52\n\n'),
    undefined,
  ],
  ['private_key', block('EC PRIVATE KEY'), /RSA/],
  ['private_key', certificate, /no private key/],
  ['private_key', block('PRIVATE KEY') + certificate, /more in it/],
])('%s %#', (kind, text, problem) => {
  const found = pemProblem(kind, text)
  if (problem) expect(found).toMatch(problem)
  else expect(found).toBeUndefined()
})

test('a locked key is known by its label or its head', () => {
  expect(isLocked(block('ENCRYPTED PRIVATE KEY'))).toBe(true)
  expect(isLocked(block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\n\n'))).toBe(true)
  expect(isLocked(block('PRIVATE KEY'))).toBe(false)
})
