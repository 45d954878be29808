/** @import { TestCard } from '../../../test-cards/test-cards.ts' */
import { h } from './dom.js'

/**
 * A plain coloured rectangle with the brand's word: no scheme's artwork. Hidden from screen readers, because what
 * stands beside it says the same.
 *
 * @param {Pick<TestCard, 'colour' | 'last4' | 'mark'>} card
 */
export function drawCard({ colour, last4, mark }) {
  const element = h(
    'span',
    { class: 'plastic', 'aria-hidden': 'true' },
    h('span', { class: 'contacts' }),
    h('span', { class: 'print' }, h('span', {}, last4), h('span', {}, mark)),
  )
  element.style.setProperty('--plastic', colour)
  return element
}
