/** @import { CardRead, TestCard } from '../../../test-cards/test-cards.ts' */
import { drawCard } from './card.js'
import { h } from './dom.js'
import { carry } from './drag.js'
import { icon } from './glyphs.js'

/** @type {readonly (readonly [TestCard['group'], string, string])[]} */
const groups = [
  ['approves', 'Approves', 'More that approve'],
  ['pin', 'Asks for a PIN', 'More that ask for a PIN'],
  ['declines', 'Declines', 'More that decline'],
  ['regional', 'Regional', 'More regional'],
]

/** @type {readonly (readonly [CardRead, string, Parameters<typeof icon>[0]])[]} */
const ways = [
  ['tap', 'Tap', 'nfc'],
  ['insert', 'Insert', 'chip'],
  ['swipe', 'Swipe', 'swipe'],
]

/**
 * The customer's wallet: the test cards by what becomes of them, and how the next one is held to the reader. One press
 * on a card presents it.
 *
 * @param {readonly TestCard[]} cards
 * @param {(card: TestCard, way: CardRead) => void} present
 */
export function cardTray(cards, present) {
  /** @type {CardRead} */
  let way = 'tap'
  /** @type {Map<string, HTMLElement>} */
  const places = new Map()

  const radios = h(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-label': 'How the card is presented' },
    ...ways.map(([value, name, sign]) =>
      h(
        'label',
        { class: 'segment' },
        h('input', {
          type: 'radio',
          name: 'way',
          value,
          checked: value === way,
          onchange: () => {
            way = value
          },
        }),
        icon(sign),
        name,
      ),
    ),
  )

  /** @param {TestCard} card */
  const cardButton = card => {
    const note = `note-${card.name}`
    const press = { type: 'button', onclick: () => present(card, way), 'aria-describedby': note }
    const words = h(
      'span',
      { class: 'words' },
      h('button', press, card.label),
      h('small', { id: note }, card.note),
    )
    const place = h('div', { class: 'wallet-card' }, drawCard(card), words)
    carry(
      place,
      () => drawCard(card),
      dropped => present(card, dropped),
    )
    places.set(card.name, place)
    return place
  }

  /** @param {string} title @param {readonly TestCard[]} some */
  const section = (title, some) =>
    some.length > 0 &&
    h(
      'section',
      { 'aria-label': title },
      h('h3', {}, title),
      h('div', { class: 'wallet' }, ...some.map(cardButton)),
    )

  const of = (/** @type {string} */ group, /** @type {boolean} */ common) =>
    cards.filter(card => card.group === group && card.common === common)
  const list = h(
    'div',
    { class: 'scroll', tabIndex: -1 },
    ...groups.map(([group, title]) => section(title, of(group, true))),
    ...groups.map(([group, , title]) => section(title, of(group, false))),
  )

  /** @param {TestCard | undefined} card */
  const choose = card => {
    for (const [name, place] of places) place.classList.toggle('held-up', name === card?.name)
  }
  return { element: h('div', { class: 'pane' }, radios, list), choose }
}
