/** @import { Mood } from './moods.js' */
import { h } from './dom.js'
import { icon } from './glyphs.js'

/**
 * A mood to arm: the word arms it once, the loop beside it keeps it on.
 *
 * @param {Mood} mood
 * @param {(mood: Mood, times: number) => void} arm
 */
export function moodButton(mood, arm) {
  const once = h(
    'button',
    { type: 'button', class: 'mood', 'aria-pressed': 'false', onclick: () => arm(mood, 1) },
    icon('zap'),
    mood.name,
  )
  const keep = h(
    'button',
    {
      type: 'button',
      class: 'keep',
      'aria-pressed': 'false',
      'aria-label': `Keep on: ${mood.name}`,
      title: 'Keep on',
      onclick: () => arm(mood, 0),
    },
    icon('repeat'),
  )
  /** @param {unknown} times how often the armed fault still strikes; 0 is until it is cleared */
  const show = times => {
    once.setAttribute('aria-pressed', String(times !== undefined))
    keep.setAttribute('aria-pressed', String(times === 0))
  }
  return { mood, element: h('span', { class: 'mood-pair' }, once, keep), show }
}

/**
 * A button that does something now instead of arming it.
 *
 * @param {string} name @param {() => void} deed
 */
export const deedButton = (name, deed) =>
  h('button', { type: 'button', class: 'mood deed', onclick: deed }, name)

/** @param {string} title @param {Node[]} children */
export const moodGroup = (title, children) =>
  h('section', { 'aria-label': title }, h('h3', {}, title), h('div', { class: 'moods' }, ...children))
