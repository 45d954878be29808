import { type Currency, isCurrency } from './currencies.ts'
import { type Picture, pictureIn } from './picture.ts'

/**
 * What readers are set to, at one location or on the whole account. A part that is missing at a location is the account's; one that is
 * missing there is Stripe's own. https://docs.stripe.com/terminal/fleet/configurations-overview
 */
export type ReaderSettings = {
  readonly tipping?: Tipping
  readonly splash?: Splash
  readonly rebootWindow?: RebootWindow
  readonly offline?: boolean
  /** Five digits for the menu on the device. */
  readonly passcode?: string
  readonly wifi?: Wifi
  readonly cellular?: boolean
}

/** Three buttons for each currency: all currencies are offered the same kind, which is Stripe's rule. */
export type Tipping = {
  readonly kind: TippingKind
  readonly currencies: Readonly<Partial<Record<Currency, TipOffer>>>
}
/** `smart`: amounts below the threshold, percentages from it on. */
export type TippingKind = 'percentages' | 'amounts' | 'smart'

export type TipOffer = {
  /** Whole percent of the total before the tip. */
  readonly percentages?: readonly number[]
  /** Minor units. */
  readonly amounts?: readonly number[]
  /** Minor units. */
  readonly thresholdMinor?: number
}

/** Where Stripe's readers ask for tips at all. https://docs.stripe.com/terminal/features/collecting-tips/on-reader */
const TIPPING_COUNTRIES: ReadonlySet<string> = new Set(
  'AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GI HR HU IE IT JP LI LT LU LV MT MY NL NO NZ PL PT RO SE SG SI SK US'.split(
    ' ',
  ),
)
export const asksForTips = (country: string): boolean => TIPPING_COUNTRIES.has(country)

/** Local hours, 0 to 23. An end before the start is on the next day. */
export type RebootWindow = { readonly startHour: number; readonly endHour: number }

/** What is known of a network; its password is never read back. */
export type Wifi = {
  readonly kind: 'personal_psk' | 'enterprise_eap_peap' | 'enterprise_eap_tls'
  readonly ssid: string
}

/**
 * Readers with a screen for a picture, and Stripe's file for each. Stripe takes one for the T600, M425, P630, UX700 and V660p as well, and
 * tells no size of it. https://docs.stripe.com/terminal/fleet/splash-screen
 */
export const SPLASH_DEVICES = {
  stripe_s700: { name: 'Reader S700', width: 1080, height: 1920, gif: true },
  stripe_s710: { name: 'Reader S710', width: 1080, height: 1920, gif: true },
  bbpos_wisepos_e: { name: 'WisePOS E', width: 720, height: 1280, gif: true },
  verifone_p400: { name: 'Verifone P400', width: 320, height: 480, gif: false },
} as const
export type SplashDevice = keyof typeof SPLASH_DEVICES
export const isSplashDevice = (device: string): device is SplashDevice =>
  Object.hasOwn(SPLASH_DEVICES, device)

/** By a reader's `device_type`; undefined for a model whose picture is not set from here. */
export function splashDeviceOf(deviceType: string): SplashDevice | undefined {
  const plain = deviceType.toLowerCase().replace(/^simulated_/, '')
  const device = plain === 'wisepos_e' ? 'bbpos_wisepos_e' : plain
  return isSplashDevice(device) ? device : undefined
}

export type Splash = Readonly<Partial<Record<SplashDevice, string>>>

/** What is typed anew and told to nobody: that another took its place is not to be seen. */
export type SecretPart = 'wifi' | 'passcode'
export const isSecret = (part: string): part is SecretPart => part === 'wifi' || part === 'passcode'

/** That a passcode is set may be told, what it is may not. */
export const withoutSecrets = ({ passcode, ...settings }: ReaderSettings): ReaderSettings =>
  passcode === undefined ? settings : { ...settings, passcode: '•••••' }

/** The buttons a customer is shown for a total; none when there is no tip screen for that currency. */
export function tipsOffered(
  tipping: Tipping | undefined,
  currency: Currency,
  totalMinor: number,
): { readonly kind: 'percentages' | 'amounts'; readonly tips: readonly number[] } | undefined {
  const offer = tipping?.currencies[currency]
  if (!tipping || !offer) return undefined
  const below = tipping.kind === 'smart' && totalMinor < (offer.thresholdMinor ?? 0)
  const kind = tipping.kind === 'amounts' || below ? 'amounts' : 'percentages'
  const tips = offer[kind]
  return tips && tips.length > 0 ? { kind, tips } : undefined
}

/** Half up, as the reader does it. */
export const tipOf = (kind: 'percentages' | 'amounts', tip: number, totalMinor: number): number =>
  kind === 'amounts' ? tip : Math.round((totalMinor * tip) / 100)

/** What is wrong with tips as typed, by currency; undefined when nothing is. */
export function tippingProblem(tipping: Tipping): string | undefined {
  const offers = Object.entries(tipping.currencies)
  if (offers.length === 0) return 'Set the three buttons for one currency at least.'
  for (const [currency, offer] of offers) {
    if (!isCurrency(currency) || !offer) return `${currency} is no currency of Terminal.`
    const wanted =
      tipping.kind === 'smart' ? (['percentages', 'amounts'] as const) : ([tipping.kind] as const)
    for (const list of wanted) {
      const problem = threeProblem(list, offer[list])
      if (problem) return problem
    }
    if (
      tipping.kind === 'smart' &&
      !(Number.isSafeInteger(offer.thresholdMinor) && (offer.thresholdMinor ?? 0) > 0)
    )
      return 'Type the amount from which percentages are offered.'
  }
  return undefined
}

function threeProblem(
  list: 'percentages' | 'amounts',
  values: readonly number[] | undefined,
): string | undefined {
  if (values?.length !== 3) return `Type three ${list}: the reader shows three buttons.`
  const most = list === 'percentages' ? 100 : 99_999_999
  if (!values.every(value => Number.isSafeInteger(value) && value > 0 && value <= most))
    return list === 'percentages'
      ? 'A percentage is a whole number from 1 to 100.'
      : 'An amount to tip is more than nothing.'
  return values.every((value, at) => at === 0 || value > (values[at - 1] ?? 0))
    ? undefined
    : 'Put the three buttons in rising order.'
}

/** A picture of a kind that Stripe knows. https://docs.stripe.com/terminal/fleet/configurations-overview */
export type SplashPicture = Picture & { readonly type: 'png' | 'jpeg' | 'gif' }

/** Undefined when it is none of the three. */
export function splashIn(bytes: Uint8Array): SplashPicture | undefined {
  const picture = pictureIn(bytes)
  return picture && picture.type !== 'webp' ? { ...picture, type: picture.type } : undefined
}

/** What is wrong with a splash picture for a device; undefined when Stripe will take it. Sizes in bytes. */
export function splashProblem(
  device: SplashDevice,
  picture: SplashPicture | undefined,
  bytes: number,
): string | undefined {
  if (!picture) return 'That is no PNG, JPG or GIF picture.'
  const { gif } = SPLASH_DEVICES[device]
  if (picture.type === 'gif' && !gif) return 'This reader shows no GIF.'
  const mostMb = picture.type === 'gif' ? 4 : 2
  if (bytes >= mostMb * 1024 * 1024) return `The picture must be smaller than ${mostMb} MB.`
  return undefined
}

/** A word about a picture that fits badly: it is taken, stretched or framed by the reader. */
export function splashHint(device: SplashDevice, { width, height }: SplashPicture): string | undefined {
  const screen = SPLASH_DEVICES[device]
  return width === screen.width && height === screen.height
    ? undefined
    : `The picture has ${width}×${height} dots; the screen of the ${screen.name} has ${screen.width}×${screen.height}.`
}
