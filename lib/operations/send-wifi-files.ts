import type { PemKind } from '#lib/domain/pem.ts'
import { ok, type Result } from '#lib/domain/result.ts'
import type { Places, WifiSent, WifiWanted } from '#lib/ports/places.ts'
import { type AskedOfStripe, refusedBy } from './manage-locations.ts'

type Sent<T> = Result<T, AskedOfStripe>

/**
 * A network as Stripe takes it: its files are uploaded one after the other, each under a key of the same press, so that the same press
 * again finds those that are there. What Stripe refuses afterwards stays there as files that nobody uses.
 */
export async function wifiSent(places: Places, wanted: WifiWanted, key: string): Promise<Sent<WifiSent>> {
  if (wanted.kind === 'personal_psk') return ok(wanted)
  const upload = async (kind: PemKind, text: string, name: string): Promise<Sent<string>> => {
    const file = await places.uploadWifiFile({ kind, text }, `${key}:${name}`)
    return file.outcome === 'done' ? ok(file.answer) : refusedBy(file)
  }
  const { kind, ssid, caCertificate } = wanted
  const ca: Sent<{ readonly caFile?: string }> =
    caCertificate === '' ? ok({}) : caOf(await upload('certificate', caCertificate, 'ca'))
  if (!ca.ok) return ca
  if (kind === 'enterprise_eap_peap') {
    const { username, password } = wanted
    return ok({ kind, ssid, username, password, ...ca.value })
  }
  const client = await upload('certificate', wanted.clientCertificate, 'client')
  if (!client.ok) return client
  const its = await upload('private_key', wanted.privateKey, 'key')
  if (!its.ok) return its
  const files = { clientFile: client.value, keyFile: its.value, ...ca.value }
  return ok({ kind, ssid, ...files, keyPassword: wanted.keyPassword })
}

const caOf = (file: Sent<string>): Sent<{ readonly caFile: string }> =>
  file.ok ? ok({ caFile: file.value }) : file
