import { z } from 'zod'

const text = z.string().trim().min(1)
const origin = z.url({ protocol: /^https?$/ }).transform(url => new URL(url).origin)
const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

/**
 * What the till's process is told by whoever starts it. `npm start` fills in all of it; `.env.example` says what each one means.
 * The launcher refuses a wrong value before anything runs; this is the same border seen from inside, for a till started by hand.
 */
const Env = z
  .object({
    DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
    DATA_DIR: text.startsWith('/', 'must be an absolute path').or(text.regex(/^[A-Za-z]:[\\/]/)),
    HOST: text.default('127.0.0.1'),
    PORT: wholeNumber(1, 65_535).default(3000),
    APP_SECRET: text.refine(isKey, 'must be 32 bytes in base64'),
    STRIPE_SECRET_KEY: text.regex(/^[sr]k_(test|live)_\w+$/, 'must begin with sk_test_ or sk_live_'),
    STRIPE_API_BASE: origin.optional(),
    STRIPE_WEBHOOK_SECRETS: text.default('').transform(secretsOf),
    SET_UP_CODE: text.min(8).optional(),
    TRUST_PROXY: wholeNumber(0, 9).default(0),
    TAPLINE_SIMULATOR_ORIGIN: origin.optional(),
    TAPLINE_LAUNCHED: z.literal('1').optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    WATCH_AFTER_MS: wholeNumber(100, 600_000).default(2_000),
    RECONCILE_EVERY_MS: wholeNumber(100, 600_000).default(1_000),
  })
  .refine(keepsLiveKeyHome, {
    path: ['STRIPE_API_BASE'],
    error: 'may not be set with a live key, except by npm start and for a simulator on this machine',
  })

export type Env = z.infer<typeof Env>

let read: Env | undefined

/**
 * The environment, read once and at first use: `next build` evaluates every module and has none of it.
 * Throws an error of one sentence that names every variable that is missing or wrong.
 */
export function env(): Env {
  read ??= readEnv(process.env)
  return read
}

/** The same for any record of strings. An empty one counts as not set, as in a `.env` with nothing after the `=`. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = Env.safeParse(set)
  if (result.success) return result.data
  const complaints = result.error.issues.map(issue => `${issue.path.join('.')} ${complaintOf(issue)}`)
  throw new Error(`The environment is not as the till needs it: ${complaints.join('; ')}.`)
}

function complaintOf(issue: z.core.$ZodIssue): string {
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return missing ? 'is missing' : issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
}

function isKey(value: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(value)
}

function secretsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map(secret => secret.trim())
    .filter(secret => secret !== '')
}

/** A live key goes to Stripe and nowhere else. The launcher lets it go to a simulator that said it may, after asking it. */
function keepsLiveKeyHome(env: {
  STRIPE_SECRET_KEY: string
  STRIPE_API_BASE?: string | undefined
  TAPLINE_LAUNCHED?: '1' | undefined
}) {
  if (!env.STRIPE_API_BASE || !/^[sr]k_live_/.test(env.STRIPE_SECRET_KEY)) return true
  return env.TAPLINE_LAUNCHED === '1' && isLoopback(new URL(env.STRIPE_API_BASE).hostname)
}

/** Whether only this machine can reach a host of this name. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
