import { plus } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { type CardTender, heldBy, type Refund, refundReserved } from '#lib/domain/tender.ts'
import type { AuditEntry } from '#lib/ports/audit.ts'

/** A sale as an entry of the audit names it: by its id, and as people call it. */
export const ofSale = ({ id, number }: Pick<Sale, 'id' | 'number'>) => ({
  subject: id,
  named: `Sale ${number}`,
})

/** Money is to go back to the card that paid. `tender` is as it was before. What Stripe answers is an entry of its own: `payment/answer-by-hand.ts`. */
export function refundEntry(
  sale: Sale,
  tender: CardTender,
  { id, amount, reason }: Pick<Refund, 'id' | 'amount' | 'reason'>,
): AuditEntry {
  const refunded = refundReserved(tender)
  return {
    ...ofSale(sale),
    ...ofCard(tender),
    what: 'refund',
    before: { refunded },
    after: {
      refunded: plus(refunded, amount),
      amount,
      reason,
      card: cardOf(tender),
      tender: tender.id,
      refund: id,
    },
  }
}

type SteeredTo = 'capture' | 'stop' | 'take_off' | 'confirm'

const STEERED: Readonly<Record<SteeredTo, { readonly what: string; readonly told: string }>> = {
  capture: { what: 'capture_hold', told: 'to be taken' },
  stop: { what: 'stop_payment', told: 'to be stopped' },
  take_off: { what: 'take_off_payment', told: 'to be taken off its reader' },
  confirm: { what: 'confirm_payment', told: 'card read, to be charged' },
}

const LET_GO = { what: 'release_hold', told: 'to be let go' }

/**
 * Held money is to be taken or let go, or a payment under way to be stopped, taken off or charged. It is the wish that is written here: money
 * may still win. What Stripe answers to money moved is an entry of its own, and the diary tells how it ended.
 */
export function steerEntry(sale: Sale, tender: CardTender, wish: SteeredTo): AuditEntry {
  const isHeld = tender.state === 'held'
  const { what, told } = isHeld && wish === 'stop' ? LET_GO : STEERED[wish]
  return {
    ...ofSale(sale),
    ...ofCard(tender),
    what,
    before: { payment: isHeld ? 'money held' : 'under way' },
    after: {
      payment: told,
      amount: isHeld ? heldBy(tender) : tender.amount,
      card: cardOf(tender),
      tender: tender.id,
    },
  }
}

/** Where it was taken. */
const ofCard = ({ readerId }: CardTender) => ({ readerId })

const cardOf = ({ card }: CardTender): string | undefined => card && `${card.brand} ${card.last4}`
