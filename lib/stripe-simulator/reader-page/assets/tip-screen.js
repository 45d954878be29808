/** @import { Draw } from './screens.js' */
import { h } from './dom.js'
import { digits, money } from './money.js'

/**
 * The tip screen: three buttons, a tip of one's own, or none. Percentages are of what the shop calls eligible.
 *
 * @type {Draw}
 */
export function tipScreen({ screen, deeds }) {
  const { currency = 'usd', amount = 0, tip } = screen
  const eligible = tip?.amount_eligible ?? amount
  const offers = tip?.fixed_amounts?.length
    ? tip.fixed_amounts.map(value => ({
        name: money(value, currency),
        value,
        second: money(amount + value, currency),
      }))
    : (tip?.percentages ?? []).map(percent => {
        const value = Math.round((eligible * percent) / 100)
        return { name: `${percent}%`, value, second: money(value, currency) }
      })
  const give = (/** @type {number} */ value) => () => deeds.tip?.(value)
  const root = h('div', { class: 'screen tip' })

  const choose = () => [
    h('p', { class: 'caption' }, `Total ${money(amount, currency)}`),
    h('p', { class: 'title' }, 'Add a tip?'),
    ...offers.map(offer =>
      h(
        'button',
        { type: 'button', class: 'key offer', onclick: give(offer.value) },
        h('b', {}, offer.name),
        h('span', { class: 'figure' }, offer.second),
      ),
    ),
    h(
      'div',
      { class: 'pair' },
      h(
        'button',
        { type: 'button', class: 'key', onclick: () => root.replaceChildren(...custom()) },
        'Custom',
      ),
      h('button', { type: 'button', class: 'key', onclick: give(0) }, 'No tip'),
    ),
  ]

  const custom = () => {
    let typed = ''
    const shown = h('output', { class: 'amount small' }, money(0, currency))
    const next = () => Number(typed || '0')
    /** @param {string} text */
    const type = text => {
      typed = text.replace(/^0+/, '').slice(0, 4 + digits(currency))
      shown.textContent = money(next(), currency)
    }
    const key = (/** @type {string} */ name) =>
      h('button', { type: 'button', class: 'key', onclick: () => type(typed + name) }, name)
    return [
      h('p', { class: 'caption' }, `Total ${money(amount, currency)}`),
      h('p', { class: 'title' }, 'Your tip'),
      shown,
      h(
        'div',
        { class: 'pad' },
        ...'123456789'.split('').map(key),
        h(
          'button',
          { type: 'button', class: 'key', onclick: () => root.replaceChildren(...choose()) },
          'Back',
        ),
        key('0'),
        h('button', { type: 'button', class: 'key enter', onclick: () => deeds.tip?.(next()) }, 'Add'),
      ),
    ]
  }

  root.append(...choose())
  return root
}
