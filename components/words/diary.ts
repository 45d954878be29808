import type { GlyphName } from '#components/ui/glyph.tsx'
import type { Format } from '#lib/client/format.ts'
import type { CallTold, TimelineEntry } from '#lib/contracts/timeline.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { decisionWords, deedLine } from './decisions.ts'
import { knownProblem } from './problems.ts'
import { isStep, stepWords } from './steps.ts'
import { surpriseWords } from './surprises.ts'

/** What a line of the diary may mention. */
export type DiaryFacts = {
  readonly format: Format
  readonly currency: Currency
  readonly readerOf: (readerId: string) => string
}

/** One line of the diary, for people. `mark` is its shape on the line; `code` goes in small print, never in the sentence. */
export type DiaryWords = {
  readonly who: 'Till' | 'Stripe' | 'Webhook' | 'Asked' | 'Person'
  readonly title: string
  readonly text: string
  readonly tone: 'plain' | 'go' | 'done' | 'stop' | 'care'
  readonly mark: 'dot' | 'square' | GlyphName
  readonly code?: string
}

/** A line of the diary in plain words. What an older or newer till wrote is still told, without details. */
export function diaryWords(entry: TimelineEntry, facts: DiaryFacts): DiaryWords {
  switch (entry.kind) {
    case 'wish':
      return wishWords(entry.data, entry.staffName, facts)
    case 'call':
      return callWords(entry.call, facts)
    case 'unanswered':
      if (entry.data.look === true)
        return {
          who: 'Asked',
          title: 'Asked Stripe: no answer',
          text: 'Nothing is concluded from that; it is asked again',
          tone: 'care',
          mark: 'unknown',
          ...codeOf(entry.data.code),
        }
      return unansweredWords(entry.data)
    case 'knock':
      return knockWords(entry.data)
    case 'look':
      return lookWords(entry.data, facts)
    case 'decision':
      return decisionWords(entry.data, facts)
    case 'deed':
      return deedLine(entry.data, facts)
    case 'surprise':
      return {
        who: 'Till',
        title: surpriseWords(entry.surprise.kind).title,
        text: `${facts.format.money(entry.surprise.amount)}, waits for a manager`,
        tone: 'care',
        mark: 'unknown',
      }
    case 'dealt':
      return {
        who: 'Person',
        title: `Dealt with by ${entry.staffName ?? 'a manager'}`,
        text: text(entry.data.how) ?? '',
        tone: 'plain',
        mark: 'done',
      }
  }
}

export type Data = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const codeOf = (value: unknown) => (typeof value === 'string' && value !== '' ? { code: value } : {})

/** One sending whose answer never came. */
function unansweredWords(data: Data): DiaryWords {
  const step = text(data.step) ?? ''
  const times = number(data.times) ?? 1
  const ms = number(data.ms)
  const waited = ms === undefined ? '' : `Waited ${duration(ms)}. `
  return {
    who: 'Stripe',
    title: isStep(step) ? `No answer: ${stepWords(step, 'the reader').wanted}` : 'No answer',
    text: `${waited}Sent again under the same key, so it cannot happen twice${times > 1 ? `, sent ${times} times so far` : ''}`,
    tone: 'care',
    mark: 'unknown',
    ...codeOf(data.code),
  }
}

const WISHES: Readonly<Record<string, string>> = {
  cancel: 'Cancel pressed',
  change_sale: 'Change the sale pressed',
  confirm: 'The card was said yes to',
  capture: 'Take the money pressed',
  stop: 'Stopped from Payments in flight',
  check_status: 'Check status pressed',
}

function wishWords(data: Data, staffName: string | undefined, { format, currency }: DiaryFacts): DiaryWords {
  const sum = (minor: number) => format.money(money(minor, currency))
  const from = text(data.register)
  const by = `${staffName ?? 'Somebody at the till'}${from ? ` at ${from}` : ''}${approvedBy(data.approver)}`
  const at = { who: 'Person', text: by, tone: 'plain', mark: 'dot' } as const
  const charge = number(data.charge)
  if (charge !== undefined) return { ...at, title: `Charge ${sum(charge)} pressed` }
  const cash = number(data.cash)
  if (cash !== undefined)
    return {
      ...at,
      title: `${sum(cash)} taken in cash`,
      text: `${by}, handed ${sum(number(data.handed) ?? cash)}`,
    }
  if (data.refund !== undefined)
    return { ...at, title: `Refund of ${sum(number(data.amount) ?? 0)} wished`, text: by }
  return { ...at, title: WISHES[text(data.wish) ?? ''] ?? 'A wish about the payment' }
}

/** Who consented, where the person alone might not have done it. */
const approvedBy = (approver: unknown): string =>
  typeof approver === 'object' && approver !== null && 'name' in approver && typeof approver.name === 'string'
    ? `, allowed by ${approver.name}`
    : ''

function callWords(call: CallTold, { readerOf }: DiaryFacts): DiaryWords {
  const reader = call.readerId === undefined ? 'the reader' : readerOf(call.readerId)
  const { done, wanted } = stepWords(call.step, reader)
  const again = `${call.n > 1 ? `, try ${call.n}` : ''}${call.timesSent ? `, sent ${call.timesSent} times` : ''}`
  const took = call.ms === undefined ? '' : ` in ${duration(call.ms)}`
  const at = { who: 'Stripe', ...codeOf(call.code) } as const
  switch (call.outcome) {
    case 'done':
      return { ...at, title: done, text: `Done${took}${again}`, tone: 'go', mark: 'dot' }
    case 'refused':
      return {
        ...at,
        title: `Refused: ${wanted}`,
        text: `${knownProblem(call.code) ?? 'Stripe said no.'} Answered${took}${again}`,
        tone: 'stop',
        mark: 'refused',
      }
    case 'unproven':
      return {
        ...at,
        title: `Not proven: ${wanted}`,
        text: `Answered${took}, and may have happened. It is read, never assumed${again}`,
        tone: 'care',
        mark: 'unknown',
      }
    case 'open':
      return {
        ...at,
        title: capital(wanted),
        text: `Written down and sent, not answered yet${again}`,
        tone: 'plain',
        mark: 'waiting',
      }
  }
}

const KNOCKS: Readonly<
  Record<string, readonly [title: string, tone: DiaryWords['tone'], mark: DiaryWords['mark']]>
> = {
  'payment_intent.succeeded': ['Stripe says: paid', 'done', 'done'],
  'payment_intent.canceled': ['Stripe says: cancelled', 'plain', 'cancelled'],
  'payment_intent.payment_failed': ['Stripe says: the bank said no', 'stop', 'refused'],
  'payment_intent.processing': ['Stripe says: the bank is answering', 'go', 'square'],
  'payment_intent.requires_action': ['Stripe says: the bank wants one more step', 'go', 'square'],
  'payment_intent.created': ['Stripe says: created', 'go', 'square'],
  'payment_intent.amount_capturable_updated': ['Stripe says: held', 'go', 'square'],
  'terminal.reader.action_succeeded': ['The reader says: done', 'go', 'square'],
  'terminal.reader.action_failed': ['The reader says: failed', 'stop', 'square'],
  'terminal.reader.action_updated': ['The reader says: a card was read', 'go', 'square'],
  'charge.refunded': ['Stripe says: money went back', 'plain', 'square'],
  'charge.expired': ['Stripe says: the held money has lapsed', 'care', 'square'],
  'refund.created': ['Stripe says: a refund was made', 'plain', 'square'],
  'refund.updated': ['Stripe says: news of a refund', 'plain', 'square'],
  'refund.failed': ['Stripe says: the refund failed', 'stop', 'refused'],
}

function knockWords(data: Data): DiaryWords {
  const type = text(data.type) ?? ''
  const [title, tone, mark] = KNOCKS[type] ?? ['Stripe knocked', 'plain', 'square']
  const effect =
    data.effect === 'look'
      ? 'Not taken at its word: Stripe is asked'
      : data.effect === 'none'
        ? 'Known already: nothing changes'
        : 'Final at Stripe, and written down with it'
  return { who: 'Webhook', title, text: effect, tone, mark, ...codeOf(data.type) }
}

const INTENTS: Readonly<
  Record<string, readonly [title: string, tone: DiaryWords['tone'], mark: DiaryWords['mark']]>
> = {
  succeeded: ['Asked Stripe: paid', 'done', 'done'],
  canceled: ['Asked Stripe: cancelled', 'plain', 'cancelled'],
  requires_payment_method: ['Asked Stripe: not paid', 'plain', 'dot'],
  requires_confirmation: ['Asked Stripe: a card was read, not charged', 'go', 'dot'],
  requires_capture: ['Asked Stripe: held, not taken', 'go', 'dot'],
  processing: ['Asked Stripe: the bank is answering', 'go', 'dot'],
}

function lookWords(data: Data, { readerOf, format, currency }: DiaryFacts): DiaryWords {
  const [title, tone, mark] = INTENTS[text(data.intent) ?? ''] ?? [
    'Asked Stripe: not clear yet',
    'care',
    'unknown',
  ]
  const received = number(data.received) ?? 0
  const sum = received > 0 ? `${format.money(money(received, currency))} received` : undefined
  const readers = Object.entries(typeof data.readers === 'object' ? (data.readers ?? {}) : {})
  const shown = readers.map(
    ([id, shows]) => `${capital(readerOf(id))} ${shows === 'idle' ? 'is idle' : showing(String(shows))}`,
  )
  const asked = Array.isArray(data.asked) ? data.asked : []
  const ms = asked.reduce((all: number, one) => all + (typeof one?.ms === 'number' ? one.ms : 0), 0)
  const took = asked.length > 0 ? `answered in ${duration(ms)}` : undefined
  return {
    who: 'Asked',
    title,
    text: capital([sum, ...shown, took].filter(Boolean).join(', ')) || 'Nothing new',
    tone,
    mark,
  }
}

/** `process_payment_intent failed`, as a reader's action is kept. */
function showing(action: string): string {
  if (action.endsWith('in_progress')) return 'still shows it'
  return action.endsWith('succeeded') ? 'has finished it' : 'has given it up'
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** 212 ms, 9.0 s. */
export const duration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
