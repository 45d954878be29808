/** A network as typed. */
export type WifiTyped = {
  readonly kind: string
  readonly ssid: string
  readonly username: string
  readonly password: string
}
type WifiProblem = { readonly field: keyof WifiTyped; readonly problem: string }

/** A network’s name is counted in bytes, and of many scripts a sign has three. */
const SSID_BYTES = 32

/** What is wrong with a network as typed, by its fields. None: Stripe will take it. */
export function wifiProblems({ kind, ssid, username, password }: WifiTyped): readonly WifiProblem[] {
  const problems: WifiProblem[] = []
  if (ssid.trim() === '') problems.push({ field: 'ssid', problem: 'Type the name of the network.' })
  if (new TextEncoder().encode(ssid).length > SSID_BYTES) problems.push({ field: 'ssid', problem: TOO_LONG })
  if (kind === 'personal_psk' && (password.length < 8 || password.length > 63))
    problems.push({ field: 'password', problem: 'A Wi-Fi password has 8 to 63 signs.' })
  if (kind !== 'personal_psk' && username === '')
    problems.push({ field: 'username', problem: 'Type the user name.' })
  if (kind !== 'personal_psk' && password === '')
    problems.push({ field: 'password', problem: 'Type the password.' })
  return problems
}

const TOO_LONG =
  'That is too long for a network’s name: 32 letters from A to Z, or ten signs of a script like Japanese.'
