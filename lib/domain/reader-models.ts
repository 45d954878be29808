/** A model Terminal drives from a server, in human words, and the code that makes a simulated one where Stripe names or allows one. */
export type ReaderModel = { readonly name: string; readonly simulatedCode?: string }

/** By Stripe's `device_type`, without `simulated_`. https://docs.stripe.com/terminal/references/testing */
const MODELS: Readonly<Record<string, ReaderModel>> = {
  stripe_s700: { name: 'Stripe Reader S700', simulatedCode: 'simulated-s700' },
  stripe_s710: { name: 'Stripe Reader S710', simulatedCode: 'simulated-s710' },
  wisepos_e: { name: 'BBPOS WisePOS E', simulatedCode: 'simulated-wpe' },
  bbpos_wisepos_e: { name: 'BBPOS WisePOS E', simulatedCode: 'simulated-wpe' },
  verifone_v660p: { name: 'Verifone V660p', simulatedCode: 'simulated-v660p' },
  // These device types exist; Stripe's pages name no codes for them, and a sandbox may refuse these.
  stripe_t600: { name: 'Stripe Reader T600', simulatedCode: 'simulated-t600' },
  verifone_m425: { name: 'Verifone M425', simulatedCode: 'simulated-m425' },
  verifone_p630: { name: 'Verifone P630', simulatedCode: 'simulated-p630' },
  verifone_ux700: { name: 'Verifone UX700', simulatedCode: 'simulated-ux700' },
  verifone_p400: { name: 'Verifone P400' },
}

const SIMULATED = /^simulated_/

export const isSimulated = (deviceType: string): boolean => SIMULATED.test(deviceType)

/** Readers of phones and apps. A till cannot drive them from its server. */
const NOT_SERVER_DRIVEN = /^(bbpos_chipper|bbpos_wisepad|stripe_m2|mobile_phone)/

export const isServerDriven = (deviceType: string): boolean => !NOT_SERVER_DRIVEN.test(deviceType)

/** The model behind Stripe's `device_type`; a model of tomorrow is shown by Stripe's own word. */
export function modelOf(deviceType: string): ReaderModel {
  const plain = deviceType.replace(SIMULATED, '').toLowerCase()
  return MODELS[plain] ?? { name: plain.replaceAll('_', ' ') }
}

/** What one can choose to have simulated, the ones Stripe's pages name first. */
export const SIMULATED_MODELS: readonly { readonly code: string; readonly name: string }[] = [
  ...new Map(
    Object.values(MODELS).flatMap(({ name, simulatedCode }) =>
      simulatedCode === undefined ? [] : [[simulatedCode, name] as const],
    ),
  ),
].map(([code, name]) => ({ code, name }))

/** Below this a reader falls asleep and misses what it is sent. */
const SLEEPS_BELOW = [2, 28, 3]

/** Whether a reader's software is older than 2.28.3. A version nobody told is not called old. */
export function isTooOld(version: string | null): boolean {
  const parts = version
    ?.match(/^(\d+)\.(\d+)\.(\d+)/)
    ?.slice(1)
    .map(Number)
  if (!parts) return false
  const at = SLEEPS_BELOW.findIndex((least, i) => parts[i] !== least)
  return at !== -1 && (parts[at] ?? 0) < (SLEEPS_BELOW[at] ?? 0)
}

/** Three words with dashes, as a reader shows them under *Generate pairing code*. */
const PAIRING_CODE = /^[a-z]{2,20}-[a-z]{2,20}-[a-z]{2,20}$/

/** As it was typed, with blanks for dashes or in capitals; undefined when it cannot be one. */
export function pairingCodeFrom(typed: string): string | undefined {
  const code = typed
    .trim()
    .toLowerCase()
    .split(/[\s\-–—_]+/)
    .filter(Boolean)
    .join('-')
  return PAIRING_CODE.test(code) ? code : undefined
}

export const isSimulatedCode = (code: string): boolean => SIMULATED_MODELS.some(model => model.code === code)
