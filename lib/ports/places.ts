import type { LocationSent, LocationTyped } from '#lib/domain/location.ts'
import type { PemKind } from '#lib/domain/pem.ts'
import type {
  ReaderSettings,
  RebootWindow,
  SplashDevice,
  SplashPicture,
  Tipping,
} from '#lib/domain/reader-settings.ts'
import type { Ending, Seen } from './payments.ts'

/** A location as Stripe keeps it. Stripe is the only one who does: the till has no copy. */
export type Place = {
  readonly locationId: string
  /** As it would stand in the form. */
  readonly typed: LocationTyped
  /** The settings of its own, if it has any. */
  readonly configurationId: string | null
  /** Our own word for the press that made it. */
  readonly press?: string
}

/** Settings under Stripe's `tmc_…`. */
export type KeptSettings = { readonly configurationId: string; readonly settings: ReaderSettings }

type WithPassword = { readonly kind: 'personal_psk'; readonly ssid: string; readonly password: string }
type WithUserName = {
  readonly kind: 'enterprise_eap_peap'
  readonly ssid: string
  readonly username: string
  readonly password: string
}
type WithCertificate = { readonly kind: 'enterprise_eap_tls'; readonly ssid: string }

/** A network as typed, its files by their text; passwords and keys go to Stripe and are nowhere else. What may be left out is empty. */
export type WifiWanted =
  | WithPassword
  | (WithUserName & { readonly caCertificate: string })
  | (WithCertificate & {
      readonly clientCertificate: string
      readonly privateKey: string
      readonly keyPassword: string
      readonly caCertificate: string
    })

/** The same as Stripe is told it: the files by their ids there. */
export type WifiSent =
  | WithPassword
  | (WithUserName & { readonly caFile?: string })
  | (WithCertificate & {
      readonly clientFile: string
      readonly keyFile: string
      readonly keyPassword: string
      readonly caFile?: string
    })

/** One part of the settings; null takes it away, so that what is above holds again. */
export type PartChange =
  | { readonly part: 'tipping'; readonly value: Tipping | null }
  | { readonly part: 'splash'; readonly device: SplashDevice; readonly value: string | null }
  | { readonly part: 'rebootWindow'; readonly value: RebootWindow | null }
  | { readonly part: 'passcode'; readonly value: string | null }
  | { readonly part: 'wifi'; readonly value: WifiWanted | null }
  | { readonly part: 'offline'; readonly value: boolean | null }
  | { readonly part: 'cellular'; readonly value: boolean | null }

export type PartSent =
  | Exclude<PartChange, { part: 'wifi' }>
  | { readonly part: 'wifi'; readonly value: WifiSent | null }

/** A file that a reader shows to a network, as text. */
export type WifiFile = { readonly kind: PemKind; readonly text: string }

export type PictureSent = { readonly bytes: Uint8Array; readonly type: SplashPicture['type'] }

/** Locations and the settings of readers at Stripe. Keys are handed in: whoever sends a command twice sends it under one key. Nothing throws. */
export type Places = {
  list(): Promise<Seen<readonly Place[]>>
  place(locationId: string): Promise<Seen<Place>>
  /** `press` is kept on the location at Stripe, so that one whose answer said nothing is found again. */
  create(sent: LocationSent, press: string, key: string): Promise<Ending<Place>>
  update(locationId: string, sent: LocationSent, key: string): Promise<Ending<Place>>
  /** A location that is gone already counts as deleted. */
  remove(locationId: string): Promise<Ending<'deleted'>>
  /** Gives a location settings of its own. */
  assign(locationId: string, configurationId: string, key: string): Promise<Ending<Place>>
  /** What holds wherever a location says nothing. */
  accountSettings(): Promise<Seen<KeptSettings>>
  settings(configurationId: string): Promise<Seen<KeptSettings>>
  createSettings(name: string, key: string): Promise<Ending<KeptSettings>>
  change(configurationId: string, change: PartSent, key: string): Promise<Ending<KeptSettings>>
  /** Stripe's id of the file. */
  uploadSplash(picture: PictureSent, key: string): Promise<Ending<string>>
  /** The same. */
  uploadWifiFile(file: WifiFile, key: string): Promise<Ending<string>>
}
