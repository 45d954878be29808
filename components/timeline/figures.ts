import type { TimelineAnswer } from '#lib/contracts/timeline.ts'
import type { CardTender } from '#lib/domain/tender.ts'

/** Where the time of the last card payment went, in milliseconds. Undefined until one was paid. */
export type WhereTimeWent = { readonly till: number; readonly stripe: number; readonly customer: number }

/**
 * From the last press of Charge to the payment. Stripe and the reader: calls until the reader had it. Customer, card and bank: from then
 * to the news. The rest is ours.
 */
export function whereTimeWent({ sale, entries }: TimelineAnswer): WhereTimeWent | undefined {
  const paid = sale.tenders.findLast(tender => tender.kind === 'card' && tender.state === 'paid')
  if (!paid) return undefined
  const own = entries.filter(entry => entry.tenderId === paid.id)
  const pressed = own.findLast(entry => entry.kind === 'wish' && entry.data.charge !== undefined)
  const news = own.find(
    entry =>
      (entry.kind === 'knock' && entry.data.type === 'payment_intent.succeeded') ||
      (entry.kind === 'look' && entry.data.intent === 'succeeded'),
  )
  const calls = own.flatMap(entry =>
    entry.kind === 'call' && entry.at >= (pressed?.at ?? 0) ? [entry.call] : [],
  )
  const asked = calls.findLast(call => call.step === 'process' || call.step === 'confirm')
  if (!pressed || !news || asked?.answeredAt === undefined) return undefined
  const total = news.at - pressed.at
  const customer = Math.max(0, news.at - asked.answeredAt)
  const before = calls.filter(
    call => (call.answeredAt ?? Number.POSITIVE_INFINITY) <= (asked.answeredAt ?? 0),
  )
  const stripe = Math.min(
    before.reduce((ms, call) => ms + (call.ms ?? 0), 0),
    Math.max(0, total - customer),
  )
  return { till: Math.max(0, total - customer - stripe), stripe, customer }
}

/** What can be said about whether the card was charged, and how often. */
export type Charged =
  | { readonly kind: 'no_card' }
  | { readonly kind: 'moving' }
  | { readonly kind: 'not_charged' }
  | { readonly kind: 'needs_manager' }
  | {
      readonly kind: 'once'
      readonly tenders: readonly CardTender[]
      readonly others: number
      readonly askedAt?: number
    }

/** From the sale's own record. An open surprise outranks everything, since then something did not fit. */
export function chargedHow({ sale, entries, mood }: TimelineAnswer): Charged {
  const cards = sale.tenders.flatMap(tender => (tender.kind === 'card' ? [tender] : []))
  if (entries.some(entry => entry.kind === 'surprise' && !entry.surprise.dealt))
    return { kind: 'needs_manager' }
  if (cards.length === 0) return { kind: 'no_card' }
  const paid = cards.filter(card => card.state === 'paid')
  if (paid.length === 0) return { kind: mood && cards.some(isAlive) ? 'moving' : 'not_charged' }
  const asked = entries.findLast(entry => entry.kind === 'look' || entry.kind === 'knock')
  return {
    kind: 'once',
    tenders: paid,
    others: cards.length - paid.length,
    ...(asked ? { askedAt: asked.at } : {}),
  }
}

const isAlive = (card: CardTender): boolean => card.state !== 'paid' && card.state !== 'canceled'
