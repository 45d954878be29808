import { type Sale, withTender } from './sale.ts'
import type { CardTender } from './tender.ts'

/** With nothing heard from it for this long, nobody is taken to stand at a till. It decides when a payment is given up, never who owns what. */
export const TILL_SILENT_MS = 180_000

/** What is known of the till that a sale was begun at. */
export type TillSeen = {
  /** Later than this nothing was heard from it. Null: nobody is signed in there. */
  readonly heardAt: number | null
  /** The sale is the one on its counter. */
  readonly isCurrent: boolean
}

/**
 * Why the till gives a payment up by itself. `old_key`: nobody knows what a reader would still do with it. `our_mistake`: Stripe knew a
 * repeated command as another one.
 */
export type LetGo = {
  readonly because: 'silent' | 'closed' | 'parked' | 'old_key' | 'our_mistake'
  /** Since when the payment had been as it was. */
  readonly since: number
}

/**
 * Whether nobody is there any more for whom a card should be taken. On a reader, or on its way there, a payment is given up after three
 * minutes of silence; one that merely waits to be tried again when its till was left, or at once when its sale was set aside. Never while
 * a cashier is present, never what a bank has in hand, never money that is held.
 */
export function leftAlone(tender: CardTender, till: TillSeen, now: number): LetGo | undefined {
  const { state, wish, attempt, attemptAt } = tender
  if (wish !== 'none' && wish !== 'charge') return undefined
  if (attempt === 'checking' || attempt === 'bank_silent' || attempt === 'collected') return undefined
  const isSilent = now - Math.max(till.heardAt ?? 0, attemptAt) > TILL_SILENT_MS
  const because = (why: LetGo['because']): LetGo => ({ because: why, since: attemptAt })
  if (state === 'on_reader' || (state === 'ready' && wish === 'charge'))
    return isSilent ? because('silent') : undefined
  if (state !== 'ready') return undefined
  if (!till.isCurrent) return because('parked')
  return isSilent && till.heardAt === null ? because('closed') : undefined
}

/** Given up by the till: its wish is to stop, as if somebody had pressed Cancel, and it says who did. */
export const letGo = (sale: Sale, tender: CardTender, why: LetGo, at: number): Sale =>
  withTender(sale, { ...tender, wish: 'stop', letGo: why, attemptAt: at })
