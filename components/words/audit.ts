import { isCurrency } from '#lib/domain/currencies.ts'
import type { Money } from '#lib/domain/money.ts'
import { isPermission, PERMISSIONS } from '#lib/domain/permissions.ts'
import { surpriseWords } from './surprises.ts'

/** One thing that was changed: its name and what it was and is, as text; an empty text is *nothing*. */
export type Change = { readonly part: string; readonly before: string; readonly after: string }

type WriteMoney = (amount: Money) => string

/** What differs between before and after, part by part, money written as `money` does. What is new has no before, what is gone no after. */
export function changesIn(before: unknown, after: unknown, money: WriteMoney): readonly Change[] {
  if (!isRecord(before) && !isRecord(after)) {
    const [was, is] = [said(before, money), said(after, money)]
    return was === is ? [] : [{ part: '', before: was, after: is }]
  }
  const was = isRecord(before) ? before : {}
  const is = isRecord(after) ? after : {}
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map(part =>
      part === 'press'
        ? TYPED_ANEW
        : { part: partWords(part), before: said(was[part], money), after: said(is[part], money) },
    )
    .filter(change => change.before !== change.after)
}

/** What goes with a secret: what was put in its place is told to nobody, that it was is. */
const TYPED_ANEW: Change = { part: 'typed anew', before: '', after: 'yes' }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `taxRateBp` reads *tax rate bp*, unless it has a name that people say. */
const partWords = (part: string): string =>
  PARTS[part] ?? part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()

const PARTS: Readonly<Record<string, string>> = {
  answer: 'Stripe’s answer',
  captureMode: 'the money is taken',
  drawerKick: 'opens the drawer',
  floatMinor: 'float, in its smallest coin',
  how: 'what was done',
  sha256: 'the file’s SHA-256',
  mustChangePin: 'must choose a PIN',
  readerId: 'card reader',
  locationId: 'location',
}

function said(value: unknown, money: WriteMoney): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return inWords(value)
  if (isRecord(value) && typeof value.minor === 'number' && isCurrency(value.currency))
    return money({ minor: value.minor, currency: value.currency })
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value.join('; ')
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Codes as a manager would say them. Whatever else was written is told as it was written. */
function inWords(value: string): string {
  if (isPermission(value)) return PERMISSIONS[value].words
  return REASONS[value] ?? surpriseWords(value)?.title ?? value
}

/** Stripe's reasons for a refund. */
const REASONS: Readonly<Record<string, string>> = {
  requested_by_customer: 'the customer asked for it',
  duplicate: 'paid twice',
  fraudulent: 'looks like fraud',
}

const BROKEN: Readonly<Record<string, string>> = {
  missing: 'is missing',
  changed: 'is not what was written',
  unlinked: 'does not follow the entry before it',
  diary_changed: 'seals a diary that is no longer what it was',
  seal_gap: 'is a seal that does not begin where the one before it ended',
}

/** Why a link does not hold. */
export const brokenWords = (because: string): string => BROKEN[because] ?? 'does not hold'
