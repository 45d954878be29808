import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSettings } from './settings.js'

const appSecret = randomBytes(32).toString('base64')

test('nothing set is a till on this machine alone, with Stripe simulated', () => {
  expect(readSettings({ PORT: '', STRIPE_SECRET_KEY: ' ' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: undefined,
    simulatorPort: 12111,
    stripeSecretKey: undefined,
    stripeApiBase: undefined,
    stripeWebhookSecrets: '',
    appSecret: undefined,
    databaseUrl: undefined,
  })
})

test.each([
  [{ PORT: 'soon' }, 'PORT must be a port number from 1 to 65535, and is "soon".'],
  [{ PORT: '0' }, 'PORT must be a port number from 1 to 65535, and is "0".'],
  [{ PORT: '3e3' }, 'PORT must be a port number from 1 to 65535, and is "3e3".'],
  [
    { STRIPE_SIMULATOR_PORT: '65536' },
    'STRIPE_SIMULATOR_PORT must be a port number from 1 to 65535, and is "65536".',
  ],
  [{ PORT: '12111' }, 'PORT and STRIPE_SIMULATOR_PORT are both 12111: give one of them another number.'],
  [{ HOST: 'till.local' }, /^HOST must be localhost or an address .* and is "till\.local"\.$/],
  [{ STRIPE_SECRET_KEY: 'pk_test_1' }, /^STRIPE_SECRET_KEY must be a secret key .*\.$/],
  [{ STRIPE_API_BASE: 'localhost:12111' }, /^STRIPE_API_BASE must be an address .*\.$/],
  [{ STRIPE_API_BASE: 'http://localhost:12111/v1' }, /^STRIPE_API_BASE must be an address .*\.$/],
  [{ STRIPE_WEBHOOK_SECRETS: 'whsec_one,two' }, /^STRIPE_WEBHOOK_SECRETS must be .*\.$/],
  [{ WATCH_AFTER_MS: '99' }, /^WATCH_AFTER_MS must be .* and is "99"\.$/],
  [{ RECONCILE_EVERY_MS: 'often' }, /^RECONCILE_EVERY_MS must be .* and is "often"\.$/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY must be how many proxies .* and is "yes"\.$/],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be silent, error, warn, info or debug, and is "loud".'],
  [{ APP_SECRET: 'c2hvcnQ=' }, /^APP_SECRET must be 32 bytes in base64; .*$/],
  [
    { DATABASE_URL: 'mysql://localhost/till', APP_SECRET: appSecret },
    /^DATABASE_URL must look like postgresql:.*$/,
  ],
  [
    { DATABASE_URL: 'postgresql://localhost/till' },
    /^APP_SECRET must be set together with DATABASE_URL; .*$/,
  ],
])('%j is refused in one plain sentence', (variables, sentence) => {
  expect(() => readSettings(variables)).toThrow(
    expect.objectContaining({ name: 'PlainError', message: expect.stringMatching(sentence) }),
  )
})

test('two wrong variables are two sentences', () => {
  expect(() => readSettings({ PORT: 'x', HOST: 'y' })).toThrow(/^PORT .*\.\nHOST .*\.$/)
})

test('a live key is not shown to a host that is not this machine', () => {
  const live = { STRIPE_SECRET_KEY: 'sk_live_1' }
  expect(readSettings(live).stripeSecretKey).toBe('sk_live_1')
  expect(() => readSettings({ ...live, STRIPE_API_BASE: 'https://stripe.example.com' })).toThrow(
    /may not be set with a live key/,
  )
  // Here it is asked for its consent later, over HTTP.
  expect(readSettings({ ...live, STRIPE_API_BASE: 'http://127.0.0.1:12111' }).stripeApiBase).toBe(
    'http://127.0.0.1:12111',
  )
})
