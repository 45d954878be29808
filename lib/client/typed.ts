export type KeypadKeyName =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | 'delete'
  | 'enter'

/** What a keypad holds, and what it held before each of the last presses. Times in milliseconds of the page's clock. */
export type Typed = {
  readonly digits: string
  /** The first press replaces what was offered. */
  readonly isOffered: boolean
  readonly before: readonly { readonly typed: Typed; readonly at: number }[]
}

/** As many presses back as the longest barcode has digits. */
const REMEMBERED = 64

export const typed = (digits: string): Typed => ({ digits, isOffered: true, before: [] })

/** One more press. Leading zeros are dropped, and what is beyond `most` digits is not taken. */
export function pressed(now: Typed, key: KeypadKeyName, at: number, most: number): Typed {
  if (key === 'enter') return now
  const base = now.isOffered ? '' : now.digits
  const wanted = key === 'delete' ? now.digits.slice(0, -1) : base + key
  const digits = wanted.replace(/^0+(?=\d)/, '')
  if (digits.length > most) return now
  const before = [...now.before, { typed: { ...now, before: [] }, at }].slice(-REMEMBERED)
  return { digits, isOffered: false, before }
}

/** As it was before everything typed since `from`: a scanner's digits were not meant for it. */
export function takenBack(now: Typed, from: number): Typed {
  const first = now.before.findIndex(step => step.at >= from - 1)
  const step = now.before[first]
  return step ? { ...step.typed, before: now.before.slice(0, first) } : now
}
