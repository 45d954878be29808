import type { CallTold, TimelineAnswer, TimelineEntry } from '#lib/contracts/timeline.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import type { CardTender } from '#lib/domain/tender.ts'

/**
 * Where the time of the last card payment went, in milliseconds. Undefined until one was paid. `bank` is told apart from the customer only
 * where the card was read first and charged after.
 */
export type WhereTimeWent = {
  readonly till: number
  /** Calls that make the payment at Stripe, or change it. */
  readonly making: number
  /** Calls that hand it to the reader; their answer waits for the device. */
  readonly sending: number
  readonly customer: number
  readonly bank?: number
}

/**
 * From the last press of Charge to the bank's yes, whenever held money is taken. Customer, card and bank: from the moment the reader had what
 * it needed to the news. With two steps the customer's time ends with the yes to the card, which people take their time for, and the bank's
 * begins when the reader has that. The rest is ours.
 */
export function whereTimeWent({ sale, entries }: TimelineAnswer): WhereTimeWent | undefined {
  const paid = sale.tenders.findLast(tender => tender.kind === 'card' && tender.state === 'paid')
  if (!paid) return undefined
  const own = entries.filter(entry => entry.tenderId === paid.id)
  const pressed = own.findLast(entry => entry.kind === 'wish' && entry.data.charge !== undefined)
  if (!pressed) return undefined
  const since = own.filter(entry => entry.at >= pressed.at)
  const news = since.find(isBanksYes)
  const calls = since.flatMap(entry => (entry.kind === 'call' ? answered(entry.call, entry.at) : []))
  const asked = calls.findLast(({ step }) => step === 'process' || step === 'collect')
  if (!news || !asked) return undefined
  const yes = calls.find(({ step, writtenAt }) => step === 'confirm' && writtenAt >= asked.answeredAt)
  const reachedAt = yes?.answeredAt ?? asked.answeredAt
  const told = Math.max(0, news.at - reachedAt)
  const waits = yes ? { customer: yes.writtenAt - asked.answeredAt, bank: told } : { customer: told }
  const ours = Math.max(0, news.at - pressed.at - waits.customer - (waits.bank ?? 0))
  const before = calls.filter(({ answeredAt }) => answeredAt <= reachedAt)
  const making = Math.min(ours, lengthOf(before.filter(({ step }) => MAKES.has(step))))
  const sending = Math.min(ours - making, lengthOf(before.filter(({ step }) => !MAKES.has(step))))
  return { till: ours - making - sending, making, sending, ...waits }
}

const MAKES: ReadonlySet<Step> = new Set(['create', 'update'])

const lengthOf = (calls: readonly { readonly ms: number }[]): number =>
  calls.reduce((sum, { ms }) => sum + ms, 0)

const SAYS_YES: ReadonlySet<unknown> = new Set([
  'payment_intent.succeeded',
  'payment_intent.amount_capturable_updated',
  'succeeded',
  'requires_capture',
])

/** Paid, or promised: Stripe's event, or what it said when it was asked. */
const isBanksYes = (entry: TimelineEntry): boolean =>
  (entry.kind === 'knock' && SAYS_YES.has(entry.data.type)) ||
  (entry.kind === 'look' && SAYS_YES.has(entry.data.intent))

/** A call that has its answer, with the moments it was written and answered. */
const answered = ({ step, ms = 0, answeredAt }: CallTold, writtenAt: number) =>
  answeredAt === undefined ? [] : [{ step, ms, answeredAt, writtenAt }]

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
