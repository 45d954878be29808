import { isId, type SaleId, type TenderId } from './ids.ts'
import type { Permission } from './permissions.ts'
import { liveCard, type Sale } from './sale.ts'

/** A refund as a consent names it: so much of one payment's money. `amountMinor` in minor units of the sale's currency. */
export const refundNamed = (tenderId: TenderId, amountMinor: number): string => `${tenderId} ${amountMinor}`

/** A wish about a sale's card payment as a consent names it: whoever consents to one has consented to no other. */
export const steerNamed = (saleId: SaleId, wish: string): string => `${saleId} ${wish}`

/** What can be wished with a consent, by the permission that it lacks. */
const WISHES = {
  'sale.settle_hold': ['capture', 'cancel'],
  'payments.stop': ['cancel', 'change_sale'],
} as const

type Wish = (typeof WISHES)[keyof typeof WISHES][number]

/** What somebody consents to. */
export type Consented =
  | { readonly saleId: SaleId; readonly wish: Wish }
  | { readonly tenderId: TenderId; readonly wish: 'cancel' }
  | { readonly tenderId: TenderId; readonly amountMinor: number }
  | { readonly readerId: string }

/**
 * What `about` names for this permission: a refund its payment and its amount, a payment under way or money held the sale and what is to
 * become of it, or the payment that is to be stopped, a stuck reader the reader. Undefined for anything else: nobody consents to whatever
 * is asked next.
 */
export function consentedIn(permission: Permission, about: string): Consented | undefined {
  switch (permission) {
    case 'sale.refund':
      return refundIn(about)
    case 'sale.settle_hold':
      return steerIn(about, WISHES[permission])
    case 'payments.stop':
      return isId('tender', about) ? { tenderId: about, wish: 'cancel' } : steerIn(about, WISHES[permission])
    case 'readers.clear':
      return { readerId: about }
    default:
      return undefined
  }
}

function refundIn(about: string): Consented | undefined {
  const [tenderId, minor] = about.split(' ')
  const amountMinor = Number(minor)
  if (!isId('tender', tenderId) || !Number.isSafeInteger(amountMinor)) return undefined
  return refundNamed(tenderId, amountMinor) === about ? { tenderId, amountMinor } : undefined
}

function steerIn(about: string, wishes: readonly Wish[]): Consented | undefined {
  const [saleId] = about.split(' ')
  if (!isId('sale', saleId)) return undefined
  const wish = wishes.find(one => steerNamed(saleId, one) === about)
  return wish && { saleId, wish }
}

/** What a consented wish comes to, as it is said to whoever consents and written down. */
export type WishTold = 'take_hold' | 'release_hold' | 'stop_payment' | 'change_sale'

/** The same wish to cancel releases money once it is held. Undefined for what is named by its permission alone. */
export function wishTold(meant: Consented, sale: Sale): WishTold | undefined {
  if (!('wish' in meant)) return undefined
  if (meant.wish === 'capture') return 'take_hold'
  if (meant.wish === 'change_sale') return 'change_sale'
  return liveCard(sale)?.state === 'held' ? 'release_hold' : 'stop_payment'
}
