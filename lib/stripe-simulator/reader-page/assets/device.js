/** @import { GlassDeeds, ReaderFacts } from '../types.ts' */
/** @import { Shown } from './screens.js' */
import { h } from './dom.js'
import { picture } from './glyphs.js'
import { drawScreen, quiet } from './screens.js'

/** The four lights above the glass, by screen. @type {Partial<Record<Shown['name'], string>>} */
const lights = {
  present_card: 'first',
  refund: 'first',
  insert_instead: 'first',
  pin: 'first',
  processing: 'running',
  approved: 'good',
  declined: 'bad',
}

/**
 * The drawn S700. Its width is set by `--w` in CSS; what it shows is real text and real buttons.
 *
 * @param {string} name its accessible name
 */
export function drawDevice(name) {
  const glass = h('div', { class: 'glass', tabIndex: -1 })
  const held = h('div', { class: 'held', 'aria-hidden': 'true' })
  const leds = h('div', { class: 'leds', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'), h('i'))
  const body = h(
    'section',
    { class: 'body', 'aria-label': name },
    leds,
    glass,
    picture('lip'),
    h('div', { class: 'lip' }),
  )
  const element = h('div', { class: 'device' }, h('div', { class: 'shade' }), body, held)
  let shown = ''

  /**
   * Draws a screen, unless it is the one that is drawn: a button must not be swapped under a finger.
   *
   * @param {Shown} screen
   * @param {ReaderFacts} reader
   * @param {GlassDeeds} deeds
   */
  function show(screen, reader, deeds) {
    const key = JSON.stringify([screen, reader.shop, reader.label])
    if (key === shown) return
    shown = key
    const hadFocus = glass.contains(document.activeElement)
    glass.setAttribute('aria-live', quiet.has(screen.name) ? 'off' : 'polite')
    element.dataset.screen = screen.name
    element.dataset.lights = lights[screen.name] ?? ''
    glass.replaceChildren(drawScreen({ screen, reader, deeds }))
    const wants = glass.querySelector('[data-focus]')
    if (wants instanceof HTMLElement) wants.focus({ preventScroll: true })
    else if (hadFocus) glass.focus({ preventScroll: true })
  }

  /**
   * Puts a card to the device, or takes it away.
   *
   * @param {HTMLElement | undefined} card
   * @param {'tap' | 'insert' | 'swipe'} [way]
   */
  function hold(card, way = 'tap') {
    element.dataset.held = card ? way : ''
    held.replaceChildren(...(card ? [card] : []))
  }

  return { element, show, hold }
}
