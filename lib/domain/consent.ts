import { isId, type SaleId, type TenderId } from './ids.ts'
import type { Permission } from './permissions.ts'

/** A refund as a consent names it: so much of one payment's money. `amountMinor` in minor units of the sale's currency. */
export const refundNamed = (tenderId: TenderId, amountMinor: number): string => `${tenderId} ${amountMinor}`

/** What somebody consents to. */
export type Consented =
  | { readonly saleId: SaleId }
  | { readonly tenderId: TenderId; readonly amountMinor?: number }
  | { readonly readerId: string }

/**
 * What `about` names for this permission: a refund its payment and its amount, a payment under way or money held the sale or itself, a
 * stuck reader the reader. Undefined for anything else: nobody consents to whatever is asked next.
 */
export function consentedIn(permission: Permission, about: string): Consented | undefined {
  switch (permission) {
    case 'sale.refund':
      return refundIn(about)
    case 'sale.settle_hold':
    case 'payments.stop':
      if (isId('sale', about)) return { saleId: about }
      return isId('tender', about) ? { tenderId: about } : undefined
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
