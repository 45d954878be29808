import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSetUpCode, isCode, setUpCodeNeeded } from './set-up-code.ts'

const CODE = 'ABCD-2345'

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@localhost/nothing',
    DATA_DIR: '/nowhere',
    HOST: '127.0.0.1',
    APP_SECRET: Buffer.alloc(32, 7).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_code',
    SET_UP_CODE: CODE,
  })
})
afterAll(() => {
  delete process.env.SET_UP_CODE
})

test('the code opens, however it is written', () => {
  for (const typed of ['ABCD-2345', 'abcd2345', ' abcd 2345 ']) expect(isCode(CODE, typed)).toBe(true)
})

test('another code, a part of it or none does not', () => {
  for (const typed of ['ABCD-2346', 'ABCD-234', 'ABCD-23456', '', undefined])
    expect(isCode(CODE, typed)).toBe(false)
})

test('a till that needs a code and has none cannot be opened', () => {
  expect(isCode(undefined, '')).toBe(false)
})

test('on the machine itself no code is asked for', () => {
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
    // As Next writes them for a browser that is connected directly.
    const direct = { host, 'x-forwarded-host': host, 'x-forwarded-proto': 'http', 'x-forwarded-for': '::1' }
    expect(setUpCodeNeeded(new Headers(direct)), host).toBe(false)
    expect(checkSetUpCode(new Headers({ ...direct, 'x-forwarded-for': '::ffff:127.0.0.1' }), undefined)).toBe(
      undefined,
    )
  }
})

test.each([
  ['by another name that leads here', { host: 'till.example' }],
  ['through a proxy here that keeps the name', { host: 'till.example', 'x-forwarded-for': '127.0.0.1' }],
  ['through a proxy here that changes it', { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.7, ::1' }],
  ['through a proxy that tells the name', { host: 'localhost:3000', 'x-forwarded-host': 'till.example' }],
  ['over https, which a proxy has ended', { host: 'localhost:3000', 'x-forwarded-proto': 'https' }],
  ['through a tunnel', { host: 'localhost:3000', 'cf-connecting-ip': '203.0.113.7' }],
  ['without any name', {}],
])('whoever comes %s is asked for the code', (_, said) => {
  const headers = new Headers({ 'x-forwarded-for': '127.0.0.1', ...said })
  expect(setUpCodeNeeded(headers)).toBe(true)
  expect(checkSetUpCode(headers, undefined)).toEqual({ kind: 'wrong_set_up_code' })
  expect(checkSetUpCode(headers, CODE)).toBeUndefined()
})

test('a stranger’s wrong codes keep nobody else out', () => {
  const headers = new Headers({ host: 'till.example' })
  for (let i = 0; i < 10; i++)
    expect(checkSetUpCode(headers, 'WRONG-99')).toEqual({ kind: 'wrong_set_up_code' })
  expect(checkSetUpCode(headers, CODE)).toBeUndefined()
})
