import type { StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import type { Mismatch } from '#lib/domain/wiring.ts'

/** What does not fit together, and what to do about it. */
export type MismatchWords = { readonly tone: 'stop' | 'care'; readonly strong: string; readonly text: string }

type Words<Kind extends Mismatch['kind']> = (mismatch: Extract<Mismatch, { kind: Kind }>) => MismatchWords

const stop = (strong: string, text: string): MismatchWords => ({ tone: 'stop', strong, text })
const care = (strong: string, text: string): MismatchWords => ({ tone: 'care', strong, text })

const WORDS: { readonly [Kind in Mismatch['kind']]: Words<Kind> } = {
  key_refused: () =>
    stop(
      'Stripe does not take the key.',
      'It was rolled or revoked. Put a new one into STRIPE_SECRET_KEY and start the till again.',
    ),
  live_key_elsewhere: () =>
    stop(
      'A live key goes to a simulator.',
      'STRIPE_API_BASE is set beside a live key: no real card is charged. Take one of the two away.',
    ),
  test_readers_live: ({ count }) =>
    stop(
      count === 1
        ? 'A simulated reader is here with a live key.'
        : `${count} simulated readers are here with a live key.`,
      'They take no real card. Register the devices themselves, and delete these.',
    ),
  account_country: ({ account, shop }) =>
    care(
      'Account and shop are in different countries.',
      `The Stripe account is in ${account}, the shop in ${shop}. Readers work only in the account’s country.`,
    ),
  currency_not_taken: ({ currency, country }) =>
    stop(
      `The account cannot take ${currency.toUpperCase()} on readers.`,
      `An account in ${country} is paid there in its own currency. Every card payment will be refused.`,
    ),
  charges_disabled: () =>
    stop(
      'Stripe does not let this account take payments.',
      'Stripe’s Dashboard says what it still wants to know.',
    ),
  package_version: ({ pinned, speaks }) =>
    care(
      'Two versions of Stripe’s API.',
      `The till is pinned to ${pinned}, its stripe package speaks ${speaks}.`,
    ),
  somebody_else_answers: ({ url }) =>
    stop(
      'Somebody else answers at this till’s address.',
      `${url} does not lead here, so the webhooks at Stripe were left as they are: on a copy of the shop that is right. If this is the till that sells, let the address lead here, or connect it under another one.`,
    ),
  endpoint_version: ({ url, version }) =>
    care(
      'An endpoint speaks another version.',
      `${url} sends events as of ${version ?? 'the account’s own version'}. Connect the webhooks again to make it anew.`,
    ),
  endpoint_disabled: ({ url }) =>
    stop(
      'An endpoint is switched off at Stripe.',
      `${url} hears nothing. Connect the webhooks again, then fetch what was missed.`,
    ),
  missing_permission: ({ permission }) =>
    stop(
      `The key lacks ${permission}.`,
      'Give it to the restricted key in Stripe’s Dashboard, under Developers, API keys. It counts at once.',
    ),
  clock_skew: ({ skewMs }) =>
    stop(
      `This machine’s clock is ${Math.round(Math.abs(skewMs) / 1000)} seconds ${skewMs > 0 ? 'fast' : 'slow'}.`,
      'At 300 seconds every webhook is turned away as too old. Let the machine set its clock by the network.',
    ),
}

export function mismatchWords(mismatch: Mismatch): MismatchWords {
  // True because the words are chosen by the mismatch's own kind.
  const words = WORDS[mismatch.kind] as (one: Mismatch) => MismatchWords
  return words(mismatch)
}

export const MODE_WORDS: Readonly<Record<StripeSettingsAnswer['mode'], { title: string; line: string }>> = {
  simulator: {
    title: 'Simulator',
    line: 'Stripe is played by a program on this machine. No money moves, and readers are drawn on the screen.',
  },
  test: { title: 'Test', line: 'Stripe’s sandbox. Only test cards work, and no money moves.' },
  live: { title: 'Live', line: 'Real cards and real money.' },
}

/** What the till does at Stripe, in the words of whoever gives permissions. */
export const PROBE_WORDS: Readonly<Record<string, string>> = {
  account: 'See the account',
  readers: 'See readers',
  locations: 'See locations',
  configurations: 'See reader settings',
  payments: 'See payments',
  refunds: 'See refunds',
  events: 'Fetch missed events',
  endpoints: 'See webhook endpoints',
  take_payments: 'Take payments',
  drive_readers: 'Drive readers',
  give_refunds: 'Give refunds',
  make_endpoints: 'Make webhook endpoints',
}

export const DOOR_WORDS = {
  terminal: {
    name: 'Readers',
    line: 'What readers do: they sit in every payment’s path, so they have a door of their own.',
  },
  payments: { name: 'Payments', line: 'Payments, refunds and holds.' },
} as const
