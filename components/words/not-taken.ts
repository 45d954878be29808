import type { Refused } from '#lib/client/draft/refused.ts'

/** How many of what the server did not take, and why. */
export function notTakenWords(refused: Refused): { readonly what: string; readonly because: string } {
  const { edit, name } = refused
  const what = edit.type === 'remove' ? `${name}, taken off` : `${name} ×${edit.quantity}`
  switch (refused.why) {
    case 'not_sold':
      return { what, because: 'It is not sold any more.' }
    case 'unreadable':
      return { what, because: 'The server cannot read it.' }
    case 'short':
      return {
        what,
        because:
          refused.left > 0
            ? `Only ${refused.left} left; a manager can correct the stock.`
            : 'Sold out; a manager can correct the stock.',
      }
  }
}
