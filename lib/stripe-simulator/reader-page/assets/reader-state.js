/** @import { StateGlyph } from './glyphs.js' */
/** @import { Shown } from './screens.js' */

/** @typedef {{ glyph: StateGlyph, words: string, counts?: boolean }} ReaderState */

/** What the reader is doing, in the words of the counter. @type {Record<Shown['name'], ReaderState>} */
const states = {
  idle: { glyph: 'ready', words: 'Ready' },
  cart: { glyph: 'busy', words: 'Showing the sale' },
  tip: { glyph: 'waiting', words: 'Choosing a tip', counts: true },
  present_card: { glyph: 'waiting', words: 'Waiting for a card', counts: true },
  refund: { glyph: 'waiting', words: 'Waiting for a card to refund', counts: true },
  insert_instead: { glyph: 'waiting', words: 'Waiting for the chip', counts: true },
  pin: { glyph: 'waiting', words: 'Typing a PIN', counts: true },
  inputs: { glyph: 'waiting', words: 'Asking the customer', counts: true },
  processing: { glyph: 'checking', words: 'Asking the bank', counts: true },
  approved: { glyph: 'approved', words: 'Approved' },
  declined: { glyph: 'declined', words: 'Declined' },
  canceled: { glyph: 'canceled', words: 'Cancelled' },
  remove_card: { glyph: 'waiting', words: 'Card still in the slot' },
  offline: { glyph: 'offline', words: 'Offline' },
  updating: { glyph: 'updating', words: 'Updating' },
}

/** @param {Shown} screen @returns {ReaderState} */
export const stateOf = screen => states[screen.name]

/** `simulated_stripe_s700` as people say it. @param {string} type */
export function modelOf(type) {
  const model = type.replace('simulated_', '').replace(/^(stripe|verifone|bbpos)_/, '')
  const word = model === 'wisepos_e' ? 'WisePOS E' : model.toUpperCase()
  return type.startsWith('simulated_') ? `Simulated ${word}` : word
}

/** Seconds as `0:07`. @param {number} ms */
export function clockWords(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
