import { factsOf, largestCharge } from './currencies.ts'
import { sameMoney } from './money.ts'
import { ok, refuse } from './result.ts'
import { hasMoneyGoingBack, liveCard, type Sale, toPay, withTender } from './sale.ts'
import type { Decided, SaleCommand } from './sale-commands.ts'
import { type CardTender, leftToRefund, refundAsked } from './tender.ts'

/** The wishes about a card payment. What they come to is the engine's. */
export function charge(sale: Sale, command: Extract<SaleCommand, { type: 'charge' }>): Decided {
  const live = liveCard(sale)
  if (live && (live.state !== 'ready' || live.wish !== 'none')) return refuse({ kind: 'payment_waiting' })
  // *Try again*, pressed for a payment that has ended meanwhile. An ended tender does not come back to life.
  if (!live && sale.tenders.some(tender => tender.id === command.tenderId))
    return refuse({ kind: 'no_card_payment' })
  if (hasMoneyGoingBack(sale)) return refuse({ kind: 'money_going_back' })
  const amount = toPay(sale)
  if (amount.minor <= 0) return refuse({ kind: 'nothing_to_charge' })
  if (!sameMoney(amount, command.shown))
    return refuse({ kind: 'total_changed', shown: command.shown, now: amount })
  const { currency } = amount
  const smallest = { minor: factsOf(currency).smallestCharge, currency }
  if (amount.minor < smallest.minor) return refuse({ kind: 'amount_too_small', smallest })
  if (amount.minor > largestCharge(currency)) return refuse({ kind: 'amount_too_large' })
  const asked = {
    amount,
    wish: 'charge',
    readerId: command.readerId,
    attempt: 'none',
    attemptAt: command.at,
  } as const
  if (live) return ok(withTender(sale, { ...live, ...asked, presses: [...live.presses, command.press] }))
  return ok(
    withTender(sale, {
      ...asked,
      kind: 'card',
      id: command.tenderId,
      state: 'drafted',
      presses: [command.press],
      createdAt: command.at,
      ...(command.holds ? { holds: true } : {}),
      ...(command.twoSteps ? { twoSteps: true } : {}),
      ...(command.twoSteps && command.asks ? { asks: command.asks } : {}),
    }),
  )
}

export function wish(sale: Sale, kind: 'stop' | 'take_off', at: number): Decided {
  const live = liveCard(sale)
  if (!live) return refuse({ kind: 'no_card_payment' })
  if (live.wish === 'stop') return ok(sale)
  // No way back from a card that was read: taking it off ends the tender, and the next Charge begins another.
  if (kind === 'take_off' && live.attempt === 'collected') return wish(sale, 'stop', at)
  if (kind === 'take_off' && live.state === 'ready') return ok(offAlready(sale, live, at))
  if (kind === 'take_off' && (live.state === 'drafted' || live.state === 'held'))
    return refuse({ kind: 'payment_waiting' })
  return ok(withTender(sale, { ...live, wish: kind, attemptAt: at }))
}

/** Stripe gives 30 seconds between reading a card and confirming it; a little less, for the way there. */
export const CONFIRM_WITHIN_MS = 27_000

export function confirm(sale: Sale, at: number): Decided {
  const live = liveCard(sale)
  if (live?.state !== 'on_reader' || live.attempt !== 'collected')
    return refuse({ kind: 'nothing_collected' })
  if (live.wish === 'confirm') return ok(sale)
  if (live.wish === 'stop' || at - live.attemptAt > CONFIRM_WITHIN_MS)
    return refuse({ kind: 'too_late_to_confirm' })
  return ok(withTender(sale, { ...live, wish: 'confirm' }))
}

export function capture(sale: Sale, at: number): Decided {
  const live = liveCard(sale)
  if (live?.state !== 'held' || live.wish === 'stop') return refuse({ kind: 'nothing_held' })
  return live.wish === 'capture'
    ? ok(sale)
    : ok(withTender(sale, { ...live, wish: 'capture', attemptAt: at }))
}

/** Never more than the card paid, its tip with it, and has not gone back yet. Interac money goes back on a reader only. */
export function refund(sale: Sale, command: Extract<SaleCommand, { type: 'refund' }>): Decided {
  const tender = sale.tenders.find(other => other.id === command.tenderId)
  if (tender?.kind !== 'card' || tender.state !== 'paid' || !tender.received)
    return refuse({ kind: 'not_refundable' })
  if (tender.card?.brand === 'interac' || tender.card?.network === 'interac')
    return refuse({ kind: 'refund_on_reader' })
  if (refundAsked(tender)) return refuse({ kind: 'payment_waiting' })
  const left = leftToRefund(tender)
  if (command.amount.minor <= 0 || command.amount.minor > left.minor)
    return refuse({ kind: 'refund_too_large', left })
  const { refundId: id, amount, reason, by, at } = command
  const asked = { id, amount, reason, by, at, state: 'asked' } as const
  return ok(withTender(sale, { ...tender, refunds: [...(tender.refunds ?? []), asked] }))
}

/** It is on no reader: taking it off only ends a wish to put it there. */
const offAlready = (sale: Sale, live: CardTender, at: number): Sale =>
  live.wish === 'none'
    ? sale
    : withTender(sale, { ...live, wish: 'none', attempt: 'taken_off', attemptAt: at })
