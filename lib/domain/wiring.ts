import { countryOf, isCountryCode } from './countries.ts'
import type { Currency } from './currencies.ts'

/** What is known of the line to Stripe; what could not be asked is missing. */
export type WiringFacts = {
  readonly mode: 'simulator' | 'test' | 'live'
  readonly key: { readonly kind: 'secret' | 'restricted'; readonly live: boolean }
  /** Requests go to another place than Stripe's own. */
  readonly elsewhere: boolean
  /** Stripe takes the key; undefined when nobody answered. */
  readonly keyTaken?: boolean | undefined
  readonly account?: { readonly country: string; readonly chargesEnabled: boolean } | undefined
  readonly shop: { readonly country: string; readonly currency: Currency }
  /** Model names as Stripe has them. */
  readonly readerModels: readonly string[]
  readonly pinned: string
  readonly packageSpeaks: string
  readonly endpoints?: readonly EndpointFacts[] | undefined
  /** Where Stripe is to knock, as a manager said, and whether somebody else answers there. */
  readonly address?: AddressFacts | undefined
  /** Permissions Stripe said the key lacks. */
  readonly lacks: readonly string[]
  /** Our clock minus Stripe's, in milliseconds. */
  readonly skewMs?: number | undefined
}

export type AddressFacts = { readonly url: string; readonly leadsElsewhere: boolean }

export type EndpointFacts = {
  readonly url: string
  readonly status: string
  readonly apiVersion: string | null
}

/** Two sides that do not fit together. Each has its sentence on the screen. */
export type Mismatch =
  | { readonly kind: 'key_refused' }
  | { readonly kind: 'live_key_elsewhere' }
  | { readonly kind: 'test_readers_live'; readonly count: number }
  | { readonly kind: 'account_country'; readonly account: string; readonly shop: string }
  | { readonly kind: 'currency_not_taken'; readonly currency: Currency; readonly country: string }
  | { readonly kind: 'charges_disabled' }
  | { readonly kind: 'package_version'; readonly pinned: string; readonly speaks: string }
  | { readonly kind: 'somebody_else_answers'; readonly url: string }
  | { readonly kind: 'endpoint_version'; readonly url: string; readonly version: string | null }
  | { readonly kind: 'endpoint_disabled'; readonly url: string }
  | { readonly kind: 'missing_permission'; readonly permission: string }
  | { readonly kind: 'clock_skew'; readonly skewMs: number }

/** A webhook's signature is good for 300 seconds; long before that a clock is worth a word. */
const SKEW_WORTH_A_WORD_MS = 30_000

/** Everything that does not fit, the worst first. Empty is well. */
export function mismatches(facts: WiringFacts): readonly Mismatch[] {
  return [
    ...keyMismatches(facts),
    ...accountMismatches(facts),
    ...addressMismatches(facts.address),
    ...versionMismatches(facts),
  ]
}

/** While it is so, the endpoints at Stripe are left as they are: they may be another till's. */
export const addressMismatches = (address: AddressFacts | undefined): readonly Mismatch[] =>
  address?.leadsElsewhere ? [{ kind: 'somebody_else_answers', url: address.url }] : []

function keyMismatches({ key, elsewhere, keyTaken, readerModels, lacks }: WiringFacts): readonly Mismatch[] {
  const simulated = readerModels.filter(model => model.startsWith('simulated_')).length
  return [
    ...(keyTaken === false ? [{ kind: 'key_refused' } as const] : []),
    ...(key.live && elsewhere ? [{ kind: 'live_key_elsewhere' } as const] : []),
    ...(key.live && simulated > 0 ? [{ kind: 'test_readers_live', count: simulated } as const] : []),
    ...lacks.map(permission => ({ kind: 'missing_permission', permission }) as const),
  ]
}

/** Terminal pays in the currency of the account's country. https://docs.stripe.com/terminal/payments/regional */
function accountMismatches({ account, shop }: WiringFacts): readonly Mismatch[] {
  if (!account) return []
  const { country, chargesEnabled } = account
  const taken = isCountryCode(country) ? countryOf(country).currency : undefined
  return [
    ...(chargesEnabled ? [] : [{ kind: 'charges_disabled' } as const]),
    ...(country === shop.country
      ? []
      : [{ kind: 'account_country', account: country, shop: shop.country } as const]),
    ...(taken === undefined || taken === shop.currency
      ? []
      : [{ kind: 'currency_not_taken', currency: shop.currency, country } as const]),
  ]
}

function versionMismatches({
  pinned,
  packageSpeaks,
  endpoints = [],
  skewMs = 0,
}: WiringFacts): readonly Mismatch[] {
  return [
    ...(pinned === packageSpeaks
      ? []
      : [{ kind: 'package_version', pinned, speaks: packageSpeaks } as const]),
    ...endpoints.flatMap(({ url, apiVersion, status }) => [
      ...(apiVersion === pinned ? [] : [{ kind: 'endpoint_version', url, version: apiVersion } as const]),
      ...(status === 'enabled' ? [] : [{ kind: 'endpoint_disabled', url } as const]),
    ]),
    ...(Math.abs(skewMs) < SKEW_WORTH_A_WORD_MS ? [] : [{ kind: 'clock_skew', skewMs } as const]),
  ]
}

/** Whether Stripe could ever knock at an address: `https` when it would have to be, `private` when only this network knows it. */
export function knockable(url: string, mode: WiringFacts['mode']): 'yes' | 'https' | 'private' {
  if (mode === 'simulator') return 'yes'
  const { protocol, hostname } = new URL(url)
  if (isPrivate(hostname)) return 'private'
  return mode === 'live' && protocol !== 'https:' ? 'https' : 'yes'
}

const PRIVATE_V4 =
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
const PRIVATE_V6 = /^\[(::1?|::ffff:.*|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/i

const isPrivate = (host: string): boolean =>
  !/[.:]/.test(host) ||
  /\.(local|lan|internal|home|localhost|home\.arpa)$/i.test(host) ||
  PRIVATE_V4.test(host) ||
  PRIVATE_V6.test(host)
