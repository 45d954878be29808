import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { isAbsolute } from 'node:path'
import { parseEnv } from 'node:util'
import { isLoopback } from './address.js'
import { PlainError } from './plain-error.js'
import { inProject } from './project.js'

/**
 * @typedef {object} Settings What the environment asks for, checked. `.env.example` describes each of them.
 * @property {number} port
 * @property {string} host an address, never a name
 * @property {string | undefined} dataDir absolute
 * @property {number} simulatorPort
 * @property {string | undefined} stripeSecretKey
 * @property {string | undefined} stripeApiBase an origin
 * @property {string} stripeWebhookSecrets
 * @property {string | undefined} appSecret
 * @property {string | undefined} databaseUrl
 */

/** The variables of this process, and below them those of a `.env` file beside package.json. */
export function environment() {
  const file = inProject('.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { ...fromFile, ...process.env }
}

/**
 * Throws a PlainError with one sentence for every variable that cannot be meant. An empty one counts as not set.
 * @param {Record<string, string | undefined>} variables
 * @returns {Settings}
 */
export function readSettings(variables) {
  /** @type {string[]} */
  const complaints = []
  const complain = (/** @type {string} */ sentence) => void complaints.push(sentence)
  /** @param {string} name */
  const get = name => variables[name]?.trim() || undefined

  const settings = {
    port: portFrom('PORT', get('PORT'), 3000, complain),
    host: hostFrom(get('HOST'), complain),
    dataDir: folderFrom(get('DATA_DIR')),
    simulatorPort: portFrom('STRIPE_SIMULATOR_PORT', get('STRIPE_SIMULATOR_PORT'), 12111, complain),
    stripeSecretKey: get('STRIPE_SECRET_KEY'),
    stripeApiBase: originFrom(get('STRIPE_API_BASE'), complain),
    stripeWebhookSecrets: get('STRIPE_WEBHOOK_SECRETS') ?? '',
    appSecret: get('APP_SECRET'),
    databaseUrl: get('DATABASE_URL'),
  }
  checkStripe(settings, complain)
  checkDatabase(settings, complain)
  checkTill(get, complain)
  if (settings.port === settings.simulatorPort && !settings.stripeSecretKey && !settings.stripeApiBase)
    complain(`PORT and STRIPE_SIMULATOR_PORT are both ${settings.port}: give one of them another number.`)
  if (complaints.length > 0) throw new PlainError(complaints.join('\n'))
  return settings
}

/** @typedef {(sentence: string) => void} Complain */

/**
 * @param {string} name
 * @param {string | undefined} value
 * @param {number} fallback
 * @param {Complain} complain
 */
function portFrom(name, value, fallback, complain) {
  if (value === undefined) return fallback
  const port = Number(value)
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535)
    complain(`${name} must be a port number from 1 to 65535, and is "${value}".`)
  return port
}

/**
 * @param {string | undefined} value
 * @param {Complain} complain
 */
function hostFrom(value, complain) {
  if (value === undefined || value === 'localhost') return '127.0.0.1'
  if (!isIP(value))
    complain(
      `HOST must be localhost or an address such as 0.0.0.0 (every address of this machine), and is "${value}".`,
    )
  return value
}

/** @param {string | undefined} value */
function folderFrom(value) {
  if (value === undefined || isAbsolute(value)) return value
  return inProject(value)
}

/**
 * @param {string | undefined} value
 * @param {Complain} complain
 */
function originFrom(value, complain) {
  if (value === undefined) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username)
    return url.origin
  complain(`STRIPE_API_BASE must be an address such as http://127.0.0.1:12111, and is "${value}".`)
  return undefined
}

/**
 * @param {Settings} settings
 * @param {Complain} complain
 */
function checkStripe({ stripeSecretKey: key, stripeApiBase: base, stripeWebhookSecrets: secrets }, complain) {
  if (key && !/^[sr]k_(test|live)_\w+$/.test(key))
    complain('STRIPE_SECRET_KEY must be a secret key of Stripe, which begins with sk_test_ or sk_live_.')
  if (key && isLiveKey(key) && base && !isLoopback(new URL(base).hostname))
    complain('STRIPE_API_BASE may not be set with a live key, except to a simulator on this machine.')
  const malformed = secrets
    .split(',')
    .some(secret => secret.trim() !== '' && !/^whsec_\S+$/.test(secret.trim()))
  if (malformed)
    complain(
      'STRIPE_WEBHOOK_SECRETS must be signing secrets separated by commas, each beginning with whsec_.',
    )
}

/** @param {string} key */
export const isLiveKey = key => /^[sr]k_live_/.test(key)

/**
 * @param {Settings} settings
 * @param {Complain} complain
 */
function checkDatabase({ databaseUrl, appSecret }, complain) {
  if (databaseUrl && !(URL.canParse(databaseUrl) && /^postgres(ql)?:$/.test(new URL(databaseUrl).protocol)))
    complain('DATABASE_URL must look like postgresql://user:password@host:5432/database.')
  if (appSecret && !isAppSecret(appSecret))
    complain(`APP_SECRET must be 32 bytes in base64; ${HOW_TO_MAKE_ONE}`)
  if (databaseUrl && !appSecret)
    complain(`APP_SECRET must be set together with DATABASE_URL; ${HOW_TO_MAKE_ONE}`)
}

/**
 * What only the till's own process uses, and would otherwise stumble over with a stack trace.
 * @param {(name: string) => string | undefined} get
 * @param {Complain} complain
 */
function checkTill(get, complain) {
  for (const name of ['WATCH_AFTER_MS', 'RECONCILE_EVERY_MS']) {
    const value = get(name)
    if (value !== undefined && !(/^\d+$/.test(value) && Number(value) >= 100 && Number(value) <= 600_000))
      complain(`${name} must be a whole number of milliseconds from 100 to 600000, and is "${value}".`)
  }
  const proxies = get('TRUST_PROXY')
  if (proxies !== undefined && !/^\d$/.test(proxies))
    complain(`TRUST_PROXY must be how many proxies stand before the till, 0 to 9, and is "${proxies}".`)
  const level = get('LOG_LEVEL')
  if (level !== undefined && !['silent', 'error', 'warn', 'info', 'debug'].includes(level))
    complain(`LOG_LEVEL must be silent, error, warn, info or debug, and is "${level}".`)
}

const HOW_TO_MAKE_ONE = `make one with: node -p "crypto.randomBytes(32).toString('base64')"`

/** @param {string} value */
export const isAppSecret = value => /^[A-Za-z0-9+/]{43}=$/.test(value)
