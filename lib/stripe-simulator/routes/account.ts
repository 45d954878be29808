import type { Account } from '../account.ts'
import { nameOf } from '../model/locations.ts'
import { type Call, route } from '../route.ts'

export const accountRoutes = [
  route('GET', '/v1/account', ({ account }: Call<unknown>) => ownAccount(account)),
]

/** Of an account's many fields those that say who it is and what it may take. It is where its first location is, unless told otherwise. */
function ownAccount(account: Account) {
  const [first] = account.tables.locations.oldestFirst()
  const told = account.tables.profile.get('profile')
  const country = told?.country ?? first?.address.country ?? 'US'
  const enabled = told?.charges_enabled ?? true
  const name = told?.name ?? (first ? nameOf(first) : 'Simulated shop')
  return {
    id: 'acct_simulator',
    object: 'account',
    business_profile: { name },
    charges_enabled: enabled,
    country,
    default_currency: told?.default_currency ?? CURRENCIES[country] ?? 'eur',
    details_submitted: true,
    email: null,
    payouts_enabled: enabled,
    settings: { dashboard: { display_name: name } },
    type: 'standard',
  }
}

const CURRENCIES: Readonly<Record<string, string>> = {
  AE: 'aed',
  AU: 'aud',
  CA: 'cad',
  CH: 'chf',
  CZ: 'czk',
  DK: 'dkk',
  GB: 'gbp',
  GI: 'gbp',
  HK: 'hkd',
  HU: 'huf',
  JP: 'jpy',
  LI: 'chf',
  MY: 'myr',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  SG: 'sgd',
  US: 'usd',
}
