import type { GlyphName } from '#components/ui/glyph.tsx'
import { brandName, readWord } from '#components/words/cards.ts'
import { moodSafety } from '#components/words/mood-line.ts'
import type { Format } from '#lib/client/format.ts'
import { moodOf } from '#lib/domain/payment-view.ts'
import { type CardState, type CardTender, heldBy, type Refund, takeBefore } from '#lib/domain/tender.ts'

/** One sentence about a card's money: first what is strong about it. */
export type MoneyWords = {
  readonly glyph: GlyphName
  readonly tone: 'plain' | 'go' | 'done' | 'care' | 'stop'
  readonly strong: string
  readonly text?: string
}

/** Held money is amber from here on: a day before it lapses. */
const SOON_MS = 24 * 3_600_000

export const lapsesSoon = (captureBefore: number | undefined, now: number): boolean =>
  captureBefore !== undefined && captureBefore - now < SOON_MS

/** 4 days, 47 hours, or 52 minutes in the last one. Never less than nothing. */
export function timeLeft(captureBefore: number, now: number): string {
  const minutes = Math.max(0, Math.floor((captureBefore - now) / 60_000))
  const hours = Math.floor(minutes / 60)
  const [count, unit] =
    hours >= 48 ? [Math.floor(hours / 24), 'day'] : hours > 0 ? [hours, 'hour'] : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** Visa ending 4242, tapped. Only what Stripe has told. */
export function cardName({ card, cardRead }: CardTender): string {
  if (card) {
    const read = readWord(card.readMethod)
    return `${brandName(card.brand)} ending ${card.last4}${read ? `, ${read}` : ''}`
  }
  return cardRead ? brandName(cardRead.brand) : 'Card'
}

type Words = (tender: CardTender, format: Format, now: number) => MoneyWords

/** This page does not know whether a reader is in doubt, and says no more than is true in doubt. */
const underWay: Words = tender => {
  const { glyph, words } = moodSafety(moodOf(tender, true))
  return { glyph, tone: 'go', strong: words, text: 'The payment is under way at its register.' }
}

const WORDS: Record<CardState, Words> = {
  drafted: () => ({
    glyph: 'waiting',
    tone: 'go',
    strong: 'Nothing is paid yet.',
    text: 'The payment is being prepared at its register.',
  }),
  ready: underWay,
  on_reader: underWay,
  held,
  paid: ({ received, amount, tip }, format) => ({
    glyph: 'done',
    tone: 'done',
    strong: `${format.money(received ?? amount)} is paid.`,
    ...(tip && tip.minor > 0 ? { text: `And a tip of ${format.money(tip)} with it.` } : {}),
  }),
  canceled: () => ({ glyph: 'cancelled', tone: 'plain', strong: 'Nothing was charged.' }),
}

/** Where the money of one card tender is. */
export const tenderWords: Words = (tender, format, now) => WORDS[tender.state](tender, format, now)

function held(tender: CardTender, format: Format, now: number): MoneyWords {
  const { wish } = tender
  const amount = format.money(heldBy(tender))
  if (wish === 'stop')
    return {
      glyph: 'checking',
      tone: 'go',
      strong: 'Releasing the hold.',
      text: 'Stripe has not said yet that it is released.',
    }
  if (wish === 'capture' || !tender.holds)
    return { glyph: 'checking', tone: 'go', strong: `Taking ${amount}.`, text: 'The bank has promised it.' }
  if (tender.captureBefore === undefined)
    return { glyph: 'waiting', tone: 'go', strong: `${amount} is held, not taken.` }
  const until = takeBefore(tender)
  return {
    glyph: 'waiting',
    tone: lapsesSoon(until, now) ? 'care' : 'go',
    strong: `${amount} is held, not taken.`,
    text: `Take it before ${format.moment(until)}: ${timeLeft(until, now)} left.`,
  }
}

/** Why money did not go back, in Stripe's codes. Never whose fault, and nothing that hurts when it is read aloud. */
const PROBLEMS: Readonly<Record<string, string>> = {
  expired_or_canceled_card: 'That card is not valid any more.',
  lost_or_stolen_card: 'That card is not valid any more.',
  insufficient_funds: 'The shop’s balance at Stripe is too low.',
  charge_for_pending_refund_disputed: 'The customer’s bank has taken the payment back already.',
  charge_already_refunded: 'It went back already.',
}

const REFUNDS: Record<Refund['state'], (amount: string, refund: Refund) => MoneyWords> = {
  asked: amount => ({
    glyph: 'checking',
    tone: 'go',
    strong: `${amount} is to go back.`,
    text: 'Stripe has not answered yet. It is asked once, however long that takes.',
  }),
  pending: amount => ({
    glyph: 'checking',
    tone: 'go',
    strong: `${amount} is on its way back.`,
    text: 'Stripe has taken it on.',
  }),
  succeeded: amount => ({
    glyph: 'done',
    tone: 'done',
    strong: `${amount} went back to the card.`,
    text: 'The customer sees it within ten days.',
  }),
  failed: failed,
  canceled: failed,
}

function failed(amount: string, { problem }: Refund): MoneyWords {
  const why = problem === undefined ? undefined : PROBLEMS[problem]
  return {
    glyph: 'refused',
    tone: 'stop',
    strong: `${amount} did not go back.`,
    text: [why, 'Try again, or pay the customer another way.'].filter(Boolean).join(' '),
  }
}

export const refundWords = (refund: Refund, format: Format): MoneyWords =>
  REFUNDS[refund.state](format.money(refund.amount), refund)

/** Money given back behind the till's back. */
export const elsewhereWords = (amount: string): MoneyWords => ({
  glyph: 'done',
  tone: 'care',
  strong: `${amount} went back outside this till.`,
  text: 'Somebody refunded it in Stripe’s Dashboard.',
})
