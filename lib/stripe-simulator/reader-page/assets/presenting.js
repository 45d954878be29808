/** @import { CardRead, TestCard } from '../../../test-cards/test-cards.ts' */
/** @import { ReaderScreen } from '../types.ts' */
/** @import { Shown } from './screens.js' */
import { drawCard } from './card.js'
import { pause } from './dom.js'
import { presentCard, Refused } from './simulator.js'

/** Screens on which the reader takes a card. @type {ReadonlySet<string>} */
const takesCards = new Set(['present_card', 'refund'])
/** Screens on which the bank has the card. @type {ReadonlySet<string>} */
const atBank = new Set(['processing', 'pin'])
/** Screens that end a payment. @type {ReadonlySet<string>} */
const verdicts = new Set(['approved', 'declined', 'canceled'])

/** @type {Record<CardRead, string>} */
const done = { tap: 'Tapped', insert: 'Inserted', swipe: 'Swiped' }
/** @type {Record<CardRead, string>} */
const cannot = { tap: 'cannot be tapped', insert: 'cannot be inserted', swipe: 'cannot be swiped' }

/**
 * The customer's hand: takes a card from the tray, holds it to the device, types the PIN where one is asked for, and
 * takes the card back. What the API does not tell of (a PIN being typed, a card left in the slot) it shows itself,
 * through `cover`.
 *
 * @param {{
 *   at: () => ReaderScreen | undefined,
 *   hold: (card: HTMLElement | undefined, way?: CardRead) => void,
 *   cover: (screen: Shown | undefined) => void,
 *   say: (sentence: string, mood?: 'calm' | 'care') => void,
 *   chosen: (card: TestCard | undefined) => void,
 * }} counter
 */
export function customersHand({ at, hold, cover, say, chosen }) {
  let busy = false
  /** @type {CardRead} */
  let inHand = 'tap'
  let holding = false
  /** @type {((typed: boolean) => void) | undefined} */
  let pinDone

  /** @param {TestCard} card @param {CardRead} wanted */
  async function present(card, wanted) {
    if (busy) return say('One card at a time: the reader still has the other one.', 'care')
    const start = at()
    if (!start) return say('The simulator does not answer yet. Try again in a moment.', 'care')
    busy = true
    const way = card.reads.includes(wanted) ? wanted : (card.reads[0] ?? 'insert')
    take(card, way)
    say(`${way === wanted ? '' : `This card ${cannot[wanted]}. `}${done[way]}: ${card.label}.`)
    try {
      if (!takesCards.has(start.screen.name) || (await satisfied(card, way, start)))
        await presentCard(start, card, inHand)
      else putAway()
    } catch (error) {
      putAway()
      say(sentenceFor(error, start.screen.name), 'care')
    } finally {
      busy = false
      // No verdict to wait for: the till took the payment back, or the screen was already over.
      if (holding && !onTheWay()) void giveBack()
    }
  }

  const onTheWay = () => takesCards.has(at()?.screen.name ?? '') || atBank.has(at()?.screen.name ?? '')

  /** @param {TestCard} card @param {CardRead} way */
  function take(card, way) {
    inHand = way
    holding = true
    hold(drawCard(card), way)
    chosen(card)
  }

  function letGo() {
    holding = false
    hold(undefined)
    chosen(undefined)
  }

  function putAway() {
    cover(undefined)
    letGo()
  }

  /**
   * Walks through what the device asks for before it goes to the bank. False when the customer or the till gave up.
   *
   * @param {TestCard} card @param {CardRead} way @param {ReaderScreen} start
   */
  async function satisfied(card, way, start) {
    if (card.tapRefused && way === 'tap' && card.pin === 'offline') {
      await pause(500)
      if (!takesCards.has(at()?.screen.name ?? '')) return false
      cover({ ...start.screen, name: 'insert_instead' })
      await pause(1600)
      take(card, 'insert')
      await pause(500)
    } else if (card.pin) await pause(500)
    if (!card.pin || way === 'swipe') return true
    if (!takesCards.has(at()?.screen.name ?? '')) return false
    cover({ ...start.screen, name: 'pin' })
    say('The reader asks for the PIN. Any four digits will do.')
    const typed = await new Promise((/** @type {(typed: boolean) => void} */ done) => {
      pinDone = done
    })
    pinDone = undefined
    cover(undefined)
    if (typed) say('PIN entered.')
    return typed
  }

  /** After a verdict: an inserted card must be taken out, all others are gone at once. */
  async function giveBack() {
    const since = at()?.screen.since
    if (inHand === 'insert' && verdicts.has(at()?.screen.name ?? '')) {
      await pause(2000)
      const now = at()
      if (!busy && now && now.screen.since === since) {
        cover({ name: 'remove_card', since: now.screen.since })
        await pause(1300)
      }
    } else await pause(700)
    if (!busy) letGo()
  }

  /** To be told of every screen of the server. @param {ReaderScreen} now */
  function onScreen(now) {
    if (pinDone && !takesCards.has(now.screen.name)) pinDone(false)
    if (holding && !busy && !onTheWay()) void giveBack()
  }

  return { present, onScreen, pinTyped: () => pinDone?.(true), gaveUp: () => pinDone?.(false) }
}

/** @param {unknown} error @param {string} screen */
function sentenceFor(error, screen) {
  if (!(error instanceof Refused))
    return 'The line to the simulator broke on the way. The device shows what came of it.'
  if (error.code === 'terminal_reader_busy') return 'The bank already has a card. Wait for its answer.'
  if (error.code === 'terminal_reader_offline' || screen === 'offline')
    return 'The reader is offline. No card can be read.'
  if (screen === 'updating') return 'The reader is updating. No card can be read.'
  if (screen === 'tip') return 'The reader asks for a tip first. Choose one on the device.'
  if (screen === 'inputs') return 'The reader asks a question first. Answer it on the device.'
  if (!takesCards.has(screen)) return 'Nothing is waiting for a card. Charge a sale on the till first.'
  return error.message
}
