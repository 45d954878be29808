import type { Sent } from '#lib/client/send.ts'

/** Why nobody was let in, in words, and how long nobody may try, in milliseconds. */
export function complaintOf(
  sent: Exclude<Sent, { outcome: 'done' }>,
  name: string,
): { readonly words: string; readonly waitMs: number } {
  if (sent.outcome === 'away') return { words: 'The till does not answer. Try again in a moment.', waitMs: 0 }
  const { refusal } = sent
  switch (refusal.kind) {
    case 'wrong_pin':
      return refusal.waitMs > 0
        ? { words: `That PIN is not ${ofName(name)}.`, waitMs: refusal.waitMs }
        : { words: `That PIN is not ${ofName(name)}. Try once more.`, waitMs: 0 }
    case 'too_many_tries':
      return { words: 'Too many wrong PINs.', waitMs: refusal.waitMs }
    case 'too_busy':
      return { words: 'Too many tries at once. Wait a moment.', waitMs: 5_000 }
    case 'no_register':
      return { words: 'This browser is no register any more. Load this page again.', waitMs: 0 }
    case 'wrong_register_code':
      return { words: 'That code is not good: it works once, for ten minutes. Ask for a new one.', waitMs: 0 }
    case 'unknown_badge':
      return { words: 'That badge is nobody’s. Use your PIN.', waitMs: 0 }
    case 'pin_change_needed':
      return { words: 'Choose a PIN of your own first: sign in with the one you were given.', waitMs: 0 }
    case 'cannot_approve':
      return { words: 'That person may not allow it. Choose somebody who may.', waitMs: 0 }
    case 'bad_request':
      return { words: refusal.problems[0]?.problem ?? 'The till could not read that.', waitMs: 0 }
    case 'not_set_up':
      return { words: 'The shop is not open yet. Load this page again.', waitMs: 0 }
    default:
      return { words: 'The till could not read that. Load this page again.', waitMs: 0 }
  }
}

/** 'Mina’s', 'Jess’s'. */
const ofName = (name: string): string => `${firstName(name)}’s`

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

/** One or two letters: first and last name. */
export function initialsOf(name: string): string {
  const names = name.trim().split(/\s+/)
  const letters = [names[0], names.length > 1 ? names.at(-1) : undefined].map(
    part => [...(part ?? '')][0] ?? '',
  )
  return letters.join('').toUpperCase()
}

/** '7 s', '2 min', '2 min 40 s'. */
export function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
}
