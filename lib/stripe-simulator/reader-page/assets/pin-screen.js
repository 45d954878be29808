/** @import { Draw } from './screens.js' */
import { h } from './dom.js'
import { money } from './money.js'

const shortest = 4
const longest = 6

/**
 * The PIN pad. What is typed stays in here: the simulator only learns that a PIN was entered.
 *
 * @type {Draw}
 */
export function pinScreen({ screen, deeds }) {
  let typed = ''
  const dots = h('p', { class: 'dots', role: 'img' })
  const enter = h('button', { type: 'button', class: 'key enter', onclick: send }, 'Enter')

  /** @param {string} next */
  function type(next) {
    typed = next.slice(0, longest)
    const places = Math.max(shortest, typed.length)
    dots.replaceChildren(
      ...Array.from({ length: places }, (_, at) => h('i', { class: at < typed.length ? 'on' : '' })),
    )
    dots.setAttribute('aria-label', `${typed.length} digits typed`)
    enter.setAttribute('aria-disabled', String(typed.length < shortest))
  }

  function send() {
    if (typed.length >= shortest) deeds.pin?.(typed)
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (/^\d$/.test(event.key)) type(typed + event.key)
    else if (event.key === 'Backspace') type(typed.slice(0, -1))
    else if (event.key === 'Enter' && event.target === pad) send()
    else return
    event.preventDefault()
  }

  const digit = (/** @type {string} */ name) =>
    h('button', { type: 'button', class: 'key', onclick: () => type(typed + name) }, name)
  const pad = h(
    'div',
    { class: 'screen pin', tabIndex: -1, onkeydown: onKey, 'data-focus': '' },
    h('p', { class: 'caption' }, money(screen.amount, screen.currency)),
    h('p', { class: 'title' }, 'Enter your PIN'),
    dots,
    h(
      'div',
      { class: 'pad' },
      ...'123456789'.split('').map(digit),
      h('button', { type: 'button', class: 'key stop', onclick: () => deeds.cancel?.() }, 'Cancel'),
      digit('0'),
      enter,
    ),
  )
  type('')
  return pad
}
