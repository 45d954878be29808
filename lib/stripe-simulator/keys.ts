import { Refusal } from './refusal.ts'

export type Key = { account: string; restricted: boolean; secret: string }

/**
 * Reads the secret key out of the `Authorization` header, Bearer or Basic. A restricted key `rk_test_x` works on the
 * account of `sk_test_x`. Throws 401 like https://docs.stripe.com/api/authentication.
 */
export function readKey(authorization: string | undefined, allowLive: boolean): Key {
  const key = keyIn(authorization ?? '')
  if (key === '') throw refused(missingKey)
  if (/^pk_(test|live)_/.test(key)) {
    throw new Refusal(
      403,
      {
        type: 'invalid_request_error',
        code: 'secret_key_required',
        message:
          'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      },
      { early: true },
    )
  }
  const found = /^(sk|rk)_(test|live)_\w+$/.exec(key)
  if (!found || (found[2] === 'live' && !allowLive)) throw refused(`Invalid API Key provided: ${hidden(key)}`)
  return { account: key.replace(/^rk_/, 'sk_'), restricted: found[1] === 'rk', secret: key }
}

const missingKey =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."

function keyIn(header: string): string {
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return ''
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? ''
}

/** The key was good and has been rolled. */
export const keyExpired = (): Refusal => refused('Expired API Key provided.')

function refused(message: string): Refusal {
  const headers = { 'www-authenticate': 'Basic realm="Stripe"' }
  return new Refusal(401, { type: 'invalid_request_error', message }, { early: true, headers })
}

function hidden(key: string): string {
  return key.length < 12
    ? '*'.repeat(key.length)
    : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
}
