/** @import { ArmedFaults } from './armed-faults.js' */
import { h } from './dom.js'
import { icon } from './glyphs.js'
import { moodGroup } from './mood-buttons.js'
import { badDayPlan } from './moods.js'
import { ask, part } from './simulator.js'

/**
 * A day on which everything that can go wrong does so now and then, by itself. The seed beside the button is the one of
 * the simulator until another is typed: the same seed brings the same failures, in a test as well as here.
 *
 * @param {ArmedFaults} armed @param {(deed: () => Promise<unknown>) => void} run
 */
export function badDay(armed, run) {
  const seed = h('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: 40 })
  const start = () => ask('POST', '/_simulator/plan', { key: armed.key, json: badDayPlan(seed.value.trim()) })
  const end = () => ask('DELETE', '/_simulator/plan', { key: armed.key })
  const button = h(
    'button',
    {
      type: 'button',
      class: 'mood',
      'aria-pressed': 'false',
      onclick: () => run(armed.plan ? end : start),
    },
    icon('zap'),
    'A bad day',
  )
  const show = () => {
    button.setAttribute('aria-pressed', String(armed.plan !== undefined))
    seed.readOnly = armed.plan !== undefined
    const shown = part(armed.plan, 'seed') ?? (seed.value || armed.seed)
    seed.value = String(shown)
  }
  const field = h('label', { class: 'seed' }, h('span', {}, 'Seed'), seed)
  const pair = h('span', { class: 'mood-pair' }, button, field)
  return { element: moodGroup('Everything, now and then', [pair]), show }
}
