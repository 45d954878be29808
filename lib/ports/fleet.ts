import type { Ending, Seen } from './payments.ts'

/** A reader as Stripe lists it. `online` lags by up to two minutes: good for a lamp, never for refusing a payment. */
export type FleetReader = {
  readonly readerId: string
  readonly label: string
  readonly deviceType: string
  readonly serialNumber: string
  readonly softwareVersion?: string
  readonly ipAddress?: string
  readonly locationId: string | null
  /** Where it stands, in words, when Stripe was asked to tell. */
  readonly locationName?: string
  readonly status: 'online' | 'offline' | 'unknown'
  /** Milliseconds. Stripe says so here and in seconds everywhere else. */
  readonly lastSeenAt: number | null
  /** What is on the device now, if anything still is. */
  readonly busyWith?: { readonly type: string; readonly paymentIntent?: string }
  /** Our own word for the move that registered it, or for the press. */
  readonly moveId?: string
  readonly press?: string
}

/** The address parts that are given, by Stripe's names: `line1`, `city`, `state`, `postal_code`. */
export type LocationWanted = {
  readonly displayName: string
  readonly country: string
  readonly address: Readonly<Record<string, string>>
}

/** A code from the device's screen, or one of the sandbox's, as `simulated-s700`. */
export type ReaderWanted = {
  readonly registrationCode: string
  readonly label: string
  readonly locationId: string
  /** Kept on the reader at Stripe, so that a registration whose answer was lost is found again: the move, or the press. */
  readonly moveId?: string
  readonly press?: string
}

/** A test card by its number; Interac cards are presented as such. */
export type TestCardShown = { readonly number: string; readonly type: 'card_present' | 'interac_present' }

/** Locations and readers at Stripe. Keys are handed in: whoever sends a command twice sends it under one key. Nothing throws. */
export type Fleet = {
  createLocation(wanted: LocationWanted, key: string): Promise<Ending<{ readonly locationId: string }>>
  registerReader(wanted: ReaderWanted, key: string): Promise<Ending<FleetReader>>
  /** All of them, page by page, with the names of their places. */
  readers(locationId?: string): Promise<Seen<readonly FleetReader[]>>
  reader(readerId: string): Promise<Seen<FleetReader>>
  renameReader(readerId: string, label: string, key: string): Promise<Ending<FleetReader>>
  /** A reader that is gone already counts as deleted. */
  deleteReader(readerId: string): Promise<Ending<'deleted'>>
  /** Sandbox only: a test card is held to a simulated reader. */
  presentCard(readerId: string, card: TestCardShown, key: string): Promise<Ending<FleetReader>>
}

/** Whether Stripe answers, judged by the calls that are made anyway; a cheap read when nothing was heard for a while. */
export type StripeReach = {
  /** `slow`: it answers, but late, or it asks us to slow down. */
  readonly state: 'up' | 'slow' | 'down' | 'unknown'
  /** Milliseconds of the World's clock: since when it is so. */
  readonly since: number
  /** Stripe's code, or ours, behind `down`. */
  readonly code?: string
}

export type StripeLamp = {
  reach(): Promise<StripeReach>
  /** True only when Stripe was last heard not to answer and, asked once more, does not answer now. Costs nothing while it answers. */
  isAway(): Promise<boolean>
}
