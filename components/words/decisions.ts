import { ageWords } from './deeds.ts'
import type { Data, DiaryFacts, DiaryWords } from './diary.ts'
import { isStep, stepWords } from './steps.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const at = { who: 'Till', tone: 'plain', mark: 'dot' } as const

/** Why a payment was given up by the till itself. */
const LEFT: Readonly<Record<string, string>> = {
  silent: 'Nothing was heard from its till for three minutes',
  closed: 'Nobody is signed in at its till any more',
  parked: 'Its sale was set aside',
}

/** What came of a call whose key Stripe may have forgotten. */
const OLD: Readonly<Record<string, string>> = {
  adopt: 'Stripe\u2019s list was read for it, and it is not sent again',
  end: 'Not sent again: the payment is ended instead, which is safe under any key',
  look: 'Not sent again: what is true is read first',
}

/** A decision of the engine or the reconciler. One that an older or newer till wrote is told as it stands. */
export function decisionWords(data: Data, { readerOf }: DiaryFacts): DiaryWords {
  const freed = text(data.freed)
  if (freed !== undefined)
    return {
      ...at,
      title: `${capital(readerOf(freed))} is free again`,
      text: 'It no longer shows this payment',
    }
  const busy = text(data.busy)
  if (busy !== undefined)
    return {
      ...at,
      title: `${capital(readerOf(busy))} is busy`,
      text: 'With another payment, which is left alone',
      tone: 'care',
      mark: 'busy',
    }
  const left = text(data.left)
  if (left !== undefined)
    return {
      ...at,
      title: 'The till gives this payment up',
      text: LEFT[left] ?? 'Nobody waits for it',
      tone: 'care',
      mark: 'cancelled',
    }
  const expired = text(data.expired)
  if (expired !== undefined) return old(expired, 'No answer for twenty hours', data)
  const misused = text(data.misused)
  if (misused !== undefined) return old(misused, 'Stripe knew it as another command', data)
  const found = foundThere(data)
  if (found) return found
  if (data.closed !== undefined)
    return { ...at, title: 'Ended', text: 'Nothing had been asked of Stripe', mark: 'cancelled' }
  if (data.ruled !== undefined)
    return {
      ...at,
      title: 'The shop’s rule says yes to this card',
      text: data.ruled === 'credit' ? 'It is no credit card' : 'It was issued in the shop’s country',
    }
  if (data.capture !== undefined)
    return { ...at, title: 'The till takes the held money', text: 'Its deadline is near' }
  return {
    ...at,
    title: 'The till decided',
    text: Object.entries(data)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', '),
  }
}

/** What Stripe's books, or its list of payments, held for a surprise. */
function foundThere(data: Data): DiaryWords | undefined {
  if (data.books !== undefined)
    return {
      ...at,
      title: 'Held against Stripe\u2019s books: they differ',
      text: 'It stands in the list of surprises with the difference',
      tone: 'care',
      mark: 'unknown',
    }
  if (data.orphan !== undefined)
    return {
      ...at,
      title: 'A lost payment was cancelled',
      text: 'A lost answer had left it behind; it was never on a reader and nobody was charged',
    }
  if (data.uncanceled !== undefined)
    return {
      ...at,
      title: 'A lost payment could not be cancelled yet',
      text: 'A lost answer had left it behind. Stripe is asked again within the hour',
      tone: 'care',
      mark: 'unknown',
      ...(text(data.code) ? { code: String(data.code) } : {}),
    }
  if (data.unknown !== undefined)
    return {
      ...at,
      title: 'Stripe does not find this payment',
      text: 'Its key may be that of another account or mode. Nothing is concluded; it is asked again every hour',
      tone: 'care',
      mark: 'unknown',
      ...(text(data.unknown) ? { code: String(data.unknown) } : {}),
    }
  return undefined
}

function old(step: string, what: string, data: Data): DiaryWords {
  const wanted = isStep(step) ? stepWords(step, 'the reader').wanted : step
  const found = data.adopted === undefined ? '' : '; it had been carried out'
  return {
    ...at,
    title: `${what}: ${wanted}`,
    text: `${OLD[text(data.then) ?? ''] ?? 'Not sent again'}${found}`,
    tone: 'care',
    mark: 'unknown',
  }
}

/** What the till did by itself, as it stands in the diary of the sale. */
export function deedLine(data: Data, { readerOf }: DiaryFacts): DiaryWords {
  const reader = text(data.reader)
  const age = typeof data.sinceMs === 'number' ? `${capital(ageWords(data.sinceMs))} old` : ''
  const on = reader === undefined ? '' : ` on ${readerOf(reader)}`
  switch (data.did) {
    case 'let_go':
      return {
        ...at,
        title: `Cleared a payment left${on}`,
        text: `Nobody was charged. ${age}`.trim(),
        mark: 'cancelled',
      }
    case 'paid_after_all':
      return { ...at, title: 'The card was charged after all', text: `It had been left${on}`, tone: 'done' }
    case 'reader_cleared':
      return {
        ...at,
        title: `Cleared ${reader === undefined ? 'the reader' : readerOf(reader)}`,
        text: 'It still showed this payment, and nobody was waiting for it',
      }
    case 'hold_taken':
      return { ...at, title: 'The till took the held money', text: 'Its deadline was near' }
    default:
      return { ...at, title: 'The till did something by itself', text: String(data.did) }
  }
}
