import { isLocked, pemProblem } from './pem.ts'

/** A network as typed; the three files by their text. What a kind of network does not have is left empty. */
export type WifiTyped = {
  readonly kind: string
  readonly ssid: string
  readonly username: string
  readonly password: string
  readonly clientCertificate: string
  readonly privateKey: string
  readonly keyPassword: string
  readonly caCertificate: string
}
export type WifiProblem = { readonly field: keyof WifiTyped; readonly problem: string }

/** A network’s name is counted in bytes, and of many scripts a sign has three. */
const SSID_BYTES = 32

/** What is wrong with a network as typed, by its fields. None: Stripe will take it. */
export function wifiProblems(typed: WifiTyped): readonly WifiProblem[] {
  return [...nameProblems(typed), ...wayProblems(typed)]
}

function nameProblems({ ssid }: WifiTyped): WifiProblem[] {
  if (ssid.trim() === '') return [{ field: 'ssid', problem: 'Type the name of the network.' }]
  const isTooLong = new TextEncoder().encode(ssid).length > SSID_BYTES
  return isTooLong ? [{ field: 'ssid', problem: TOO_LONG }] : []
}

function wayProblems(typed: WifiTyped): WifiProblem[] {
  const { kind, username, password } = typed
  if (kind === 'enterprise_eap_tls') return certificateProblems(typed)
  if (kind === 'personal_psk')
    return password.length < 8 || password.length > 63
      ? [{ field: 'password', problem: 'A Wi-Fi password has 8 to 63 signs.' }]
      : []
  const problems: WifiProblem[] = []
  if (username === '') problems.push({ field: 'username', problem: 'Type the user name.' })
  if (password === '') problems.push({ field: 'password', problem: 'Type the password.' })
  return [...problems, ...serverProblems(typed)]
}

function certificateProblems(typed: WifiTyped): WifiProblem[] {
  const { clientCertificate, privateKey, keyPassword } = typed
  const certificate = clientCertificate === '' ? CHOOSE : pemProblem('certificate', clientCertificate)
  const key = privateKey === '' ? CHOOSE : pemProblem('private_key', privateKey)
  const problems: WifiProblem[] = []
  if (certificate) problems.push({ field: 'clientCertificate', problem: certificate })
  if (key) problems.push({ field: 'privateKey', problem: key })
  else if (isLocked(privateKey) && keyPassword === '')
    problems.push({ field: 'keyPassword', problem: 'The key is locked: type its password.' })
  else if (!isLocked(privateKey) && keyPassword !== '')
    problems.push({ field: 'keyPassword', problem: 'The key is not locked: leave this empty.' })
  return [...problems, ...serverProblems(typed)]
}

/** The network’s own certificate, which may be left out. */
function serverProblems({ caCertificate }: WifiTyped): WifiProblem[] {
  const problem = caCertificate === '' ? undefined : pemProblem('certificate', caCertificate)
  return problem === undefined ? [] : [{ field: 'caCertificate', problem }]
}

const CHOOSE = 'Choose the file.'
const TOO_LONG =
  'That is too long for a network’s name: 32 letters from A to Z, or ten signs of a script like Japanese.'
