import type { WishTold } from '#lib/domain/consent.ts'

/** What exactly somebody consents to, where one permission stands for several things. */
export const CONSENTED: Readonly<Record<WishTold, string>> = {
  take_hold: 'Take the held money',
  release_hold: 'Release the held money',
  stop_payment: 'Stop the payment of another register',
  change_sale: 'Take the payment of another register off its reader, to change the sale',
}
