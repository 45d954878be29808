import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, noSuchParam } from '../refusal.ts'
import type { Configuration, Tombstone } from './objects.ts'

type Create = Stripe.Terminal.ConfigurationCreateParams
type Update = Stripe.Terminal.ConfigurationUpdateParams

const devices = [
  'bbpos_wisepad3',
  'bbpos_wisepos_e',
  'stripe_s700',
  'stripe_s710',
  'stripe_t600',
  'verifone_m425',
  'verifone_p400',
  'verifone_p630',
  'verifone_ux700',
  'verifone_v660p',
] as const
const hashes = ['tipping', 'offline', 'reboot_window', 'reader_security', 'cellular', 'wifi'] as const

/** Every account has one configuration from the start: what a location does not set comes from it. */
export function provideDefault(account: Account): void {
  if (account.tables.configurations.size > 0) return
  account.tables.configurations.put({ ...blank(account), is_account_default: true, name: 'Default' })
}

function blank(account: Account): Configuration {
  return {
    id: account.ids.make('tmc', 14),
    object: 'terminal.configuration',
    is_account_default: false,
    livemode: account.livemode,
    name: null,
  }
}

export function createConfiguration(account: Account, params: Create): Configuration {
  const made = blank(account)
  apply(account, made, params)
  return account.tables.configurations.put(made)
}

export function updateConfiguration(account: Account, id: string, params: Update): Configuration {
  const known = account.tables.configurations.get(id)
  if (!known) throw new Error(`No configuration ${id}.`)
  const changed = structuredClone(known)
  apply(account, changed, params)
  return account.tables.configurations.put(changed)
}

/** Lays what was sent over what is there; an empty value takes a hash away. */
function apply(account: Account, configuration: Configuration, params: Create | Update): void {
  if (params.name !== undefined) configuration.name = params.name
  checkTipping(params.tipping)
  checkReboot(params.reboot_window)
  checkPasscode(params.reader_security)
  checkWifi(account, params.wifi)
  for (const name of hashes) lay(configuration, name, params[name])
  for (const name of devices) lay(configuration, name, checkSplash(account, name, params[name]))
}

function lay(
  configuration: Configuration,
  name: (typeof hashes | typeof devices)[number],
  sent: unknown,
): void {
  if (sent === undefined) return
  if (sent === '' || isEmpty(sent)) delete configuration[name]
  // The parameter hashes carry the same fields as the object's, as the schemas of both say.
  else Object.assign(configuration, { [name]: { ...configuration[name], ...(sent as object) } })
}

function isEmpty(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && Object.values(sent).every(value => value === '')
}

/** All currencies must set the same things, and lists have as many values as the screen has buttons. */
function checkTipping(tipping: Create['tipping']): void {
  if (!tipping) return
  const currencies = Object.entries(tipping)
  const shapes = new Set(
    currencies.map(([, value]) =>
      Object.keys(value ?? {})
        .sort()
        .join(),
    ),
  )
  if (shapes.size > 1)
    throw invalid('All currencies under tipping must use the same keys.', undefined, 'tipping')
  for (const [currency, value] of currencies) {
    for (const list of ['fixed_amounts', 'percentages'] as const) {
      const values: number[] | undefined = value?.[list]
      if (values && values.length !== 3) {
        throw badParameter(`You must provide exactly 3 ${list}.`, undefined, `tipping[${currency}][${list}]`)
      }
    }
  }
}

function checkReboot(window: Update['reboot_window']): void {
  if (!window) return
  const { start_hour, end_hour } = window
  const wrong = [start_hour, end_hour].some(hour => hour < 0 || hour > 23) || start_hour === end_hour
  if (wrong)
    throw badParameter(
      'The hours of the reboot window must be from 0 to 23, and differ.',
      undefined,
      'reboot_window',
    )
}

function checkPasscode(security: Create['reader_security']): void {
  const code = security ? security.admin_menu_passcode : undefined
  if (code && !/^\d{5}$/.test(code)) {
    throw badParameter(
      'The admin menu passcode must have five digits.',
      undefined,
      'reader_security[admin_menu_passcode]',
    )
  }
}

function checkSplash(account: Account, name: string, sent: Update['stripe_s700']): Update['stripe_s700'] {
  const id = sent ? sent.splashscreen : undefined
  if (!id) return sent
  checkFile(account, id, 'terminal_reader_splashscreen', `${name}[splashscreen]`)
  return sent
}

function checkFile(account: Account, id: string, purpose: string, param: string): void {
  const file = account.tables.files.get(id)
  if (!file) throw noSuchParam('file', id, param)
  if (file.purpose !== purpose) throw invalid(`The file must have the purpose ${purpose}.`, undefined, param)
}

const wifiFiles = {
  ca_certificate_file: 'terminal_wifi_certificate',
  client_certificate_file: 'terminal_wifi_certificate',
  private_key_file: 'terminal_wifi_private_key',
} as const

/** The hash of the type that is named has to be there, and its files have to be what they are called. */
function checkWifi(account: Account, wifi: Create['wifi']): void {
  if (!wifi) return
  const param = `wifi[${wifi.type}]`
  const networks = new Map<string, unknown>(Object.entries(wifi))
  const network: Readonly<Record<string, unknown>> = { ...(networks.get(wifi.type) ?? {}) }
  if (typeof network.ssid !== 'string')
    throw badParameter(`Missing required param: ${param}.`, 'parameter_missing', param)
  for (const [name, purpose] of Object.entries(wifiFiles)) {
    const id = network[name]
    if (typeof id === 'string') checkFile(account, id, purpose, `${param}[${name}]`)
  }
}

export function deleteConfiguration(account: Account, id: string): Tombstone {
  if (account.tables.configurations.get(id)?.is_account_default) {
    throw invalid('The default configuration of the account cannot be deleted.')
  }
  account.tables.configurations.remove(id)
  for (const location of account.tables.locations.oldestFirst()) {
    if (location.configuration_overrides !== id) continue
    delete location.configuration_overrides
    account.tables.locations.put(location)
  }
  return account.tables.tombstones.put({ id, object: 'terminal.configuration', deleted: true })
}

/** What holds at a location: its own settings, and the account's where it has none. */
export function settingsAt(account: Account, location: string | null): Partial<Configuration> {
  const { configurations, locations } = account.tables
  const own = configurations.get(locations.get(location ?? '')?.configuration_overrides ?? '')
  const [fallback] = [...configurations.oldestFirst()].filter(each => each.is_account_default)
  return { ...fallback, ...own }
}
