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
 * What the hand knows of the counter. `cover` shows something on the glass that the API does not tell of.
 *
 * @typedef {{
 *   at: () => ReaderScreen | undefined,
 *   hold: (card: HTMLElement | undefined, way?: CardRead) => void,
 *   cover: (screen: Shown | undefined) => void,
 *   say: (sentence: string, mood?: 'calm' | 'care') => void,
 *   chosen: (card: TestCard | undefined) => void,
 * }} Counter
 */

/**
 * The customer's hand: takes a card from the tray, holds it to the device, types the PIN where one is asked for, and
 * takes the card back.
 */
export class CustomersHand {
  /** @param {Counter} counter */
  constructor(counter) {
    this.counter = counter
    this.busy = false
    this.holding = false
    /** @type {CardRead} */
    this.way = 'tap'
    /** @type {((typed: boolean) => void) | undefined} */
    this.pinDone = undefined
  }

  get screen() {
    return this.counter.at()?.screen.name ?? ''
  }

  /** Whether a verdict is still to come. */
  get onTheWay() {
    return takesCards.has(this.screen) || atBank.has(this.screen)
  }

  /** Presents a card, in the wanted way if the card can. @param {TestCard} card @param {CardRead} wanted */
  async present(card, wanted) {
    const { say } = this.counter
    const start = this.counter.at()
    if (this.busy) return say('One card at a time: the reader still has the other one.', 'care')
    if (!start) return say('The simulator does not answer yet. Try again in a moment.', 'care')
    const way = card.reads.includes(wanted) ? wanted : (card.reads[0] ?? 'insert')
    this.busy = true
    this.take(card, way)
    say(`${way === wanted ? '' : `This card ${cannot[wanted]}. `}${done[way]}: ${card.label}.`)
    try {
      const ready = !takesCards.has(this.screen) || (await this.satisfied(card, start))
      if (ready) await presentCard(start, card, this.way)
      else this.putAway()
    } catch (error) {
      this.putAway()
      say(sentenceFor(error, start.screen.name), 'care')
    } finally {
      this.busy = false
      if (this.holding && !this.onTheWay) void this.giveBack()
    }
  }

  /** To be told of every screen of the simulator. */
  onScreen() {
    if (!takesCards.has(this.screen)) this.gaveUp()
    if (this.holding && !this.busy && !this.onTheWay) void this.giveBack()
  }

  pinTyped() {
    this.pinDone?.(true)
  }

  gaveUp() {
    this.pinDone?.(false)
  }

  /**
   * Walks through what the device asks for before it goes to the bank. False when the customer or the till gave up.
   *
   * @param {TestCard} card @param {ReaderScreen} start
   */
  async satisfied(card, start) {
    if (!card.pin || this.way === 'swipe') return true
    await pause(500)
    if (card.tapRefused && this.way === 'tap' && card.pin === 'offline') {
      this.counter.cover({ ...start.screen, name: 'insert_instead' })
      await pause(1600)
      if (!takesCards.has(this.screen)) return false
      this.take(card, 'insert')
      await pause(500)
    }
    return takesCards.has(this.screen) && (await this.typesPin(start))
  }

  /** @param {ReaderScreen} start @returns {Promise<boolean>} */
  async typesPin(start) {
    const { cover, say } = this.counter
    cover({ ...start.screen, name: 'pin' })
    say('The reader asks for the PIN. Any four digits will do.')
    const typed = await new Promise((/** @type {(typed: boolean) => void} */ answer) => {
      this.pinDone = answer
    })
    this.pinDone = undefined
    cover(undefined)
    if (typed) say('PIN entered.')
    return typed
  }

  /** @param {TestCard} card @param {CardRead} way */
  take(card, way) {
    this.way = way
    this.holding = true
    this.counter.hold(drawCard(card), way)
    this.counter.chosen(card)
  }

  letGo() {
    this.holding = false
    this.counter.hold(undefined)
    this.counter.chosen(undefined)
  }

  putAway() {
    this.counter.cover(undefined)
    this.letGo()
  }

  /** After the verdict: an inserted card has to be taken out, all others are gone at once. */
  async giveBack() {
    const since = this.counter.at()?.screen.since
    const inserted = this.way === 'insert' && verdicts.has(this.screen)
    await pause(inserted ? 2000 : 700)
    const same = verdicts.has(this.screen) && this.counter.at()?.screen.since === since
    if (inserted && !this.busy && same && since !== undefined) {
      this.counter.cover({ name: 'remove_card', since })
      await pause(1300)
    }
    if (!this.busy) this.letGo()
  }
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
