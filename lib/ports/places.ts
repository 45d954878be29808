import type { LocationSent, LocationTyped } from '#lib/domain/location.ts'
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

/** A network as typed; the password goes to Stripe and is nowhere else. */
export type WifiWanted =
  | { readonly kind: 'personal_psk'; readonly ssid: string; readonly password: string }
  | {
      readonly kind: 'enterprise_eap_peap'
      readonly ssid: string
      readonly username: string
      readonly password: string
    }

/** One part of the settings; null takes it away, so that what is above holds again. */
export type PartChange =
  | { readonly part: 'tipping'; readonly value: Tipping | null }
  | { readonly part: 'splash'; readonly device: SplashDevice; readonly value: string | null }
  | { readonly part: 'rebootWindow'; readonly value: RebootWindow | null }
  | { readonly part: 'passcode'; readonly value: string | null }
  | { readonly part: 'wifi'; readonly value: WifiWanted | null }
  | { readonly part: 'offline'; readonly value: boolean | null }
  | { readonly part: 'cellular'; readonly value: boolean | null }

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
  change(configurationId: string, change: PartChange, key: string): Promise<Ending<KeptSettings>>
  /** Stripe's id of the file. */
  uploadSplash(picture: PictureSent, key: string): Promise<Ending<string>>
}
