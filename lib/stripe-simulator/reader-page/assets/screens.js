/** @import { GlassDeeds, ReaderFacts, Screen, ScreenName } from '../types.ts' */
import { h } from './dom.js'
import { picture } from './glyphs.js'
import { inputScreen } from './input-screens.js'
import { figure, money } from './money.js'
import { pinScreen } from './pin-screen.js'
import { tipScreen } from './tip-screen.js'

/**
 * What the glass can show. `insert_instead` is the device's own moment between a refused tap and the next try, which
 * the API never tells of.
 *
 * @typedef {Omit<Screen, 'name'> & { name: ScreenName | 'insert_instead' }} Shown
 * @typedef {{ screen: Shown, reader: ReaderFacts, deeds: GlassDeeds }} View
 * @typedef {(view: View) => HTMLElement} Draw
 */

/** Screens with something to press on them: they are not read out whole when they appear. */
export const quiet = new Set(['cart', 'tip', 'pin', 'inputs'])

/** @type {Record<Shown['name'], Draw>} */
const draws = {
  idle: ({ screen, reader }) =>
    screen.splash
      ? h('div', { class: 'screen splash' }, h('img', { src: screen.splash, alt: reader.shop ?? '' }))
      : h(
          'div',
          { class: 'screen splash' },
          picture('leaf'),
          h('p', { class: 'shop' }, reader.shop ?? 'Tapline'),
          h('p', { class: 'whose' }, reader.label),
        ),
  cart: cartScreen,
  tip: tipScreen,
  present_card: ({ screen, deeds }) => waitingScreen(screen, deeds, screen.caption ?? 'Total'),
  refund: ({ screen, deeds }) => waitingScreen(screen, deeds, 'Refund'),
  insert_instead: ({ deeds }) =>
    h(
      'div',
      { class: 'screen middle' },
      picture('insert'),
      h('p', { class: 'say' }, 'Insert your card'),
      h('p', { class: 'aside' }, 'This card wants its chip'),
      cancelButton(deeds, true),
    ),
  pin: pinScreen,
  processing: () => says('checking', 'Checking', 'Keep your card here'),
  approved: ({ screen }) =>
    says('approved', screen.caption ?? 'Approved', money(screen.amount, screen.currency), 'verdict good'),
  declined: ({ screen }) => says('declined', 'Declined', reason(screen.message), 'verdict bad'),
  canceled: ({ screen }) => says('canceled', 'Cancelled', screen.message ?? 'Nothing was charged.'),
  remove_card: () => says('remove', 'Please take your card', ''),
  inputs: inputScreen,
  offline: () => says('offline', 'No connection', 'This reader is offline', 'asleep'),
  updating: () => says('updating', 'Updating', 'Back in a few minutes', 'asleep'),
}

/** @type {Draw} */
export const drawScreen = view => draws[view.screen.name](view)

/**
 * @param {Parameters<typeof picture>[0]} sign
 * @param {string} word
 * @param {string} more
 * @param {string} [look]
 */
function says(sign, word, more, look = '') {
  return h(
    'div',
    { class: `screen middle ${look}` },
    picture(sign),
    h('p', { class: 'say' }, word),
    more && h('p', { class: 'aside' }, more),
  )
}

/**
 * The cardholder is never told that a card was reported lost or stolen, whatever the simulator says.
 * https://docs.stripe.com/declines/codes
 *
 * @param {string | undefined} message
 */
function reason(message) {
  const plain = 'Your card was declined.'
  return message && !/lost|stolen|fraud|pick.?up/i.test(message) ? message : plain
}

/** @param {Shown} screen @param {GlassDeeds} deeds @param {string} caption */
function waitingScreen(screen, deeds, caption) {
  const amount = money(screen.amount, screen.currency)
  const interac = screen.card_type === 'interac_present'
  return h(
    'div',
    { class: 'screen waiting' },
    h('p', { class: 'caption' }, caption),
    h(
      'p',
      { class: 'amount', 'data-long': amount.length > 9 ? 'very' : amount.length > 6 ? 'some' : '' },
      amount,
    ),
    picture(interac ? 'insert' : 'tap'),
    h('p', { class: 'say' }, interac ? 'Insert or swipe' : 'Tap, insert or swipe'),
    cancelButton(deeds, screen.can_cancel !== false),
  )
}

/** @param {GlassDeeds} deeds @param {boolean} shown */
function cancelButton({ cancel }, shown) {
  return shown && cancel && h('button', { type: 'button', class: 'key wide', onclick: cancel }, 'Cancel')
}

/** @type {Draw} */
function cartScreen({ screen }) {
  const cart = screen.cart
  const currency = cart?.currency ?? screen.currency ?? 'usd'
  const lines = cart?.line_items ?? []
  return h(
    'div',
    { class: 'screen cart' },
    h('p', { class: 'title' }, 'Your order'),
    h(
      'ul',
      { tabIndex: lines.length > 8 ? 0 : -1, 'aria-label': 'Lines' },
      ...lines.map(line =>
        h(
          'li',
          {},
          h('span', { class: 'count' }, String(line.quantity)),
          h('span', { class: 'name' }, line.description),
          h('span', { class: 'figure' }, figure(line.amount, currency)),
        ),
      ),
    ),
    cart && cart.tax !== null && row('Tax', figure(cart.tax, currency), 'tax'),
    row('Total', money(cart?.total ?? screen.amount ?? 0, currency), 'total'),
  )
}

/** @param {string} name @param {string} value @param {string} look */
const row = (name, value, look) =>
  h('p', { class: look }, h('span', {}, name), h('span', { class: 'figure' }, value))
