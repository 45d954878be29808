import { z } from 'zod'
import { type Currency, isCurrency } from '#lib/domain/currencies.ts'
import {
  isSplashDevice,
  type ReaderSettings,
  SPLASH_DEVICES,
  type TipOffer,
  type Tipping,
} from '#lib/domain/reader-settings.ts'
import type { KeptSettings, PartSent, WifiSent } from '#lib/ports/places.ts'
import { idIn } from './expandable.ts'

const Offer = z.object({
  percentages: z.array(z.number()).nullish(),
  fixed_amounts: z.array(z.number()).nullish(),
  smart_tip_threshold: z.number().nullish(),
})
const Network = z.object({ ssid: z.string() }).nullish()

const Shape = z.looseObject({
  object: z.literal('terminal.configuration'),
  id: z.string(),
  tipping: z.record(z.string(), Offer.nullish()).nullish(),
  reboot_window: z.object({ start_hour: z.number(), end_hour: z.number() }).nullish(),
  offline: z.object({ enabled: z.boolean().nullish() }).nullish(),
  cellular: z.object({ enabled: z.boolean().nullish() }).nullish(),
  reader_security: z.object({ admin_menu_passcode: z.string().nullish() }).nullish(),
  wifi: z
    .object({
      type: z.enum(['personal_psk', 'enterprise_eap_peap', 'enterprise_eap_tls']),
      personal_psk: Network,
      enterprise_eap_peap: Network,
      enterprise_eap_tls: Network,
    })
    .nullish(),
})

const Screen = z.object({ splashscreen: idIn.nullish() })

/** Stripe's configuration in the till's words. */
export function settingsIn(body: unknown): KeptSettings | undefined {
  const read = Shape.safeParse(body)
  if (!read.success) return undefined
  const { id, tipping, reboot_window, offline, cellular, reader_security, wifi } = read.data
  const tips = tippingIn(tipping)
  const splash = splashIn(read.data)
  const network = wifi?.[wifi.type]
  const settings: ReaderSettings = {
    ...(tips ? { tipping: tips } : {}),
    ...(splash ? { splash } : {}),
    ...(reboot_window
      ? { rebootWindow: { startHour: reboot_window.start_hour, endHour: reboot_window.end_hour } }
      : {}),
    ...(typeof offline?.enabled === 'boolean' ? { offline: offline.enabled } : {}),
    ...(typeof cellular?.enabled === 'boolean' ? { cellular: cellular.enabled } : {}),
    ...(reader_security?.admin_menu_passcode ? { passcode: reader_security.admin_menu_passcode } : {}),
    ...(wifi && network ? { wifi: { kind: wifi.type, ssid: network.ssid } } : {}),
  }
  return { configurationId: id, settings }
}

function tippingIn(tipping: z.infer<typeof Shape>['tipping']): Tipping | undefined {
  const currencies: Partial<Record<Currency, TipOffer>> = {}
  const kinds = new Set<Tipping['kind']>()
  for (const [currency, offer] of Object.entries(tipping ?? {})) {
    const { percentages, fixed_amounts, smart_tip_threshold } = offer ?? {}
    if (!isCurrency(currency) || !(percentages?.length || fixed_amounts?.length)) continue
    currencies[currency] = {
      ...(percentages?.length ? { percentages } : {}),
      ...(fixed_amounts?.length ? { amounts: fixed_amounts } : {}),
      ...(smart_tip_threshold ? { thresholdMinor: smart_tip_threshold } : {}),
    }
    kinds.add(smart_tip_threshold ? 'smart' : percentages?.length ? 'percentages' : 'amounts')
  }
  // Stripe lets no account mix them.
  const [kind] = kinds
  return kind && { kind, currencies }
}

function splashIn(body: Readonly<Record<string, unknown>>) {
  const files = Object.keys(SPLASH_DEVICES).flatMap(device => {
    const screen = Screen.safeParse(body[device])
    const file = screen.success ? screen.data.splashscreen : undefined
    return file ? [[device, file] as const] : []
  })
  return files.length > 0 ? Object.fromEntries(files.filter(([device]) => isSplashDevice(device))) : undefined
}

/** An empty text takes a part away. https://docs.stripe.com/api/terminal/configuration/update */
export function changeSent(change: PartSent): Readonly<Record<string, unknown>> {
  switch (change.part) {
    case 'tipping':
      return { tipping: change.value ? tippingSent(change.value) : '' }
    case 'splash':
      return { [change.device]: change.value ? { splashscreen: change.value } : '' }
    case 'rebootWindow': {
      const { startHour, endHour } = change.value ?? {}
      return { reboot_window: change.value ? { start_hour: startHour, end_hour: endHour } : '' }
    }
    case 'passcode':
      return { reader_security: change.value ? { admin_menu_passcode: change.value } : '' }
    case 'wifi':
      return { wifi: change.value ? wifiSent(change.value) : '' }
    case 'offline':
    case 'cellular':
      return { [change.part]: change.value === null ? '' : { enabled: change.value } }
  }
}

function wifiSent(network: WifiSent): Readonly<Record<string, unknown>> {
  const { kind, ssid } = network
  if (kind === 'personal_psk') return { type: kind, [kind]: { ssid, password: network.password } }
  const ca = network.caFile === undefined ? {} : { ca_certificate_file: network.caFile }
  if (kind === 'enterprise_eap_peap') {
    const { username, password } = network
    return { type: kind, [kind]: { ssid, username, password, ...ca } }
  }
  const { clientFile, keyFile, keyPassword } = network
  const files = { client_certificate_file: clientFile, private_key_file: keyFile }
  const password = keyPassword === '' ? {} : { private_key_file_password: keyPassword }
  return { type: kind, [kind]: { ssid, ...files, ...password, ...ca } }
}

/** All currencies carry the same keys, which Stripe asks for. */
function tippingSent({ kind, currencies }: Tipping) {
  return Object.fromEntries(
    Object.entries(currencies).map(([currency, offer]) => [
      currency,
      {
        ...(kind === 'amounts' ? {} : { percentages: offer.percentages }),
        ...(kind === 'percentages' ? {} : { fixed_amounts: offer.amounts }),
        ...(kind === 'smart' ? { smart_tip_threshold: offer.thresholdMinor } : {}),
      },
    ]),
  )
}
