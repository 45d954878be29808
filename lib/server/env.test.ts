import { expect, test } from 'vitest'
import { isLoopback, readEnv } from './env.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const least = {
  DATABASE_URL: 'postgresql://tapline@localhost/postgres?host=%2Ftmp%2Fsocket',
  DATA_DIR: '/srv/till',
  APP_SECRET: key,
  STRIPE_SECRET_KEY: 'sk_test_simulator',
}

test('what is not set has its documented default', () => {
  expect(readEnv({ ...least, PORT: '', STRIPE_WEBHOOK_SECRETS: '' })).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    TRUST_PROXY: 0,
    STRIPE_WEBHOOK_SECRETS: [],
    WATCH_AFTER_MS: 2000,
    RECONCILE_EVERY_MS: 1000,
  })
})

test('webhook secrets are a list, tried in turn', () => {
  expect(
    readEnv({ ...least, STRIPE_WEBHOOK_SECRETS: 'whsec_new, whsec_old,' }).STRIPE_WEBHOOK_SECRETS,
  ).toEqual(['whsec_new', 'whsec_old'])
})

test('everything that is missing or wrong is named in one sentence', () => {
  const wrong = { ...least, DATABASE_URL: undefined, APP_SECRET: 'short', PORT: '70000' }
  expect(() => readEnv(wrong)).toThrow(
    /^The environment is not as the till needs it: DATABASE_URL is missing; PORT .*; APP_SECRET must be 32 bytes in base64\.$/,
  )
})

test.each(['99', '-1', '1.5', 'soon'])('a watcher cannot be asked to wait %s ms', value => {
  expect(() => readEnv({ ...least, WATCH_AFTER_MS: value })).toThrow(/WATCH_AFTER_MS/)
})

const live = { ...least, STRIPE_SECRET_KEY: 'sk_live_1234' }

test('a live key goes to Stripe', () => {
  expect(readEnv(live).STRIPE_API_BASE).toBeUndefined()
})

test.each([
  ['another host', { STRIPE_API_BASE: 'https://stripe.example.com', TAPLINE_LAUNCHED: '1' }],
  ['a simulator nobody asked', { STRIPE_API_BASE: 'http://127.0.0.1:12111' }],
])('a live key does not go to %s', (_, more) => {
  expect(() => readEnv({ ...live, ...more })).toThrow(/STRIPE_API_BASE may not be set with a live key/)
})

test('a live key goes to a simulator here that the launcher has asked', () => {
  const asked = { ...live, STRIPE_API_BASE: 'http://127.0.0.1:12111/', TAPLINE_LAUNCHED: '1' }
  expect(readEnv(asked).STRIPE_API_BASE).toBe('http://127.0.0.1:12111')
})

test.each(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])('%s is this machine alone', host => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['0.0.0.0', '::', '192.168.1.20', '127.0.0.1.example.com', 'localhost.example.com'])(
  '%s is not',
  host => {
    expect(isLoopback(host)).toBe(false)
  },
)
