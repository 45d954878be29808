import { expect, test } from 'vitest'
import { ellipticKey, issued } from '#lib/testing/certificates.ts'
import { certificates } from './certificates.ts'

const NOW = Date.now()
const ours = issued()
const locked = issued({ password: 'open sesame' })
const files = {
  clientCertificate: ours.certificate,
  privateKey: ours.key,
  keyPassword: '',
  caCertificate: '',
}
const lockedFiles = {
  ...files,
  clientCertificate: locked.certificate,
  privateKey: locked.key,
  keyPassword: 'open sesame',
}
const garbage = (label: string) => `-----BEGIN ${label}-----\nbm90aGluZw==\n-----END ${label}-----\n`

test.each([
  ['a certificate and its key', files, {}],
  ['a locked key and its password', lockedFiles, {}],
  ['nothing at all', { ...files, clientCertificate: '', privateKey: '' }, {}],
  [
    'a wrong password',
    { ...lockedFiles, keyPassword: 'sesame' },
    { keyPassword: expect.stringMatching(/^This password does not open the key/) },
  ],
  [
    'the key of another',
    { ...files, privateKey: issued().key },
    { privateKey: 'It is not the key of this certificate.' },
  ],
  [
    'a key of another kind',
    { ...files, privateKey: ellipticKey() },
    { privateKey: 'Readers need an RSA key, and this is another kind.' },
  ],
  [
    'what only looks like a key',
    { ...files, privateKey: garbage('PRIVATE KEY') },
    { privateKey: 'This key cannot be read.' },
  ],
  [
    'what only looks like a certificate',
    { ...files, clientCertificate: garbage('CERTIFICATE'), caCertificate: garbage('CERTIFICATE') },
    {
      clientCertificate: 'This certificate cannot be read.',
      caCertificate: 'This certificate cannot be read.',
    },
  ],
])('%s', (_, given, problems) => {
  const found = certificates.problems(given, NOW)
  expect(Object.fromEntries(found.map(({ field, problem }) => [field, problem]))).toEqual(problems)
})

test('a certificate that ran out is told with its day', () => {
  const old = issued({ until: Date.UTC(2024, 4, 3, 12) })
  const given = { ...files, clientCertificate: old.certificate, privateKey: old.key }
  expect(certificates.problems(given, NOW)).toEqual([
    { field: 'clientCertificate', problem: 'It ran out on 2024-05-03.' },
  ])
})

test('of several certificates the first is the device’s own', () => {
  const chain = ours.certificate + locked.certificate
  expect(certificates.problems({ ...files, clientCertificate: chain }, NOW)).toEqual([])
})
