/** What a key asks the till for. The numbers 1 to 4 are the stage's buttons. */
export type Command =
  | { readonly do: 'search' | 'charge' | 'cash' | 'remove' | 'undo' | 'back' | 'keys' | 'enter' }
  | { readonly do: 'more' | 'less' | 'line_up' | 'line_down' | 'times' }
  | { readonly do: 'digit'; readonly digit: number }
  | { readonly do: 'letter'; readonly letter: string }

/** What is asked of a key event: the DOM's KeyboardEvent has it all. */
export type KeyPressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

const NAMED: Readonly<Record<string, Command>> = {
  '/': { do: 'search' },
  F2: { do: 'search' },
  F9: { do: 'charge' },
  F10: { do: 'cash' },
  Escape: { do: 'back' },
  '?': { do: 'keys' },
  Enter: { do: 'enter' },
  '+': { do: 'more' },
  '-': { do: 'less' },
  '*': { do: 'times' },
  ArrowUp: { do: 'line_up' },
  ArrowDown: { do: 'line_down' },
  Delete: { do: 'remove' },
  Backspace: { do: 'remove' },
}

/** The command a key stands for, or nothing. With Ctrl or ⌘ only charge and undo; with Alt nothing. */
export function commandOf(event: KeyPressed): Command | undefined {
  if (event.altKey) return undefined
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'Enter') return { do: 'charge' }
    return event.key.toLowerCase() === 'z' ? { do: 'undo' } : undefined
  }
  const named = NAMED[event.key]
  if (named) return named
  if (/^\d$/.test(event.key)) return { do: 'digit', digit: Number(event.key) }
  if (/^\p{L}$/u.test(event.key)) return { do: 'letter', letter: event.key }
  return undefined
}

/** The few that work while a field has the focus: no key that makes a character, and none that edits text. */
export const worksInField = (event: KeyPressed): boolean =>
  event.key === 'F2' || event.key === 'F9' || event.key === 'F10' || commandOf(event)?.do === 'charge'

/** Whether a key pressed here is text for a field, or turns a control that knows its own keys. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}

/** Keys the browser would act on itself: F10 opens its menu, `/` its quick find, F2 and F9 what an extension likes. */
export const browserWouldAct = (key: string): boolean =>
  key === 'F10' || key === 'F9' || key === 'F2' || key === '/'
