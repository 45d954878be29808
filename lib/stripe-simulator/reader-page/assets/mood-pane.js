/** @import { ReaderScreen } from '../types.ts' */
import { ArmedFaults } from './armed-faults.js'
import { badDay } from './bad-day.js'
import { h } from './dom.js'
import { icon } from './glyphs.js'
import { deedButton, moodButton, moodGroup } from './mood-buttons.js'
import { moods, turns } from './moods.js'
import { ask, releaseBank } from './simulator.js'

/**
 * The drawer of bad moods. A press arms a fault once and a second press takes it back; the small button beside it
 * keeps it on until it is pressed again.
 *
 * @param {{
 *   at: () => ReaderScreen | undefined,
 *   say: (sentence: string, mood?: 'calm' | 'care') => void,
 *   counted: (armed: number) => void,
 * }} counter
 */
export function moodPane({ at, say, counted }) {
  const armed = new ArmedFaults(at)

  /** @param {() => Promise<unknown>} deed */
  async function run(deed) {
    try {
      await deed()
    } catch (error) {
      say(error instanceof Error ? error.message : 'The simulator does not answer.', 'care')
    }
    await refresh()
  }

  async function refresh() {
    await armed.refresh()
    for (const button of buttons) button.show(armed.timesOf(button.mood))
    day.show()
    counted(armed.faults.length + (armed.plan ? 1 : 0))
  }

  /** @param {(now: ReaderScreen) => Promise<unknown>} deed */
  const withReader = deed => () => {
    const now = at()
    if (now) void run(() => deed(now))
  }
  /** @param {number} ms */
  const turn = ms => () =>
    run(() => ask('POST', '/_simulator/clock', { key: armed.key, json: { advance_ms: ms } }))

  const buttons = moods.flatMap(([, some]) =>
    some.map(mood => moodButton(mood, (one, times) => run(() => armed.toggle(one, times)))),
  )
  /** @param {readonly unknown[]} some */
  const ofGroup = some => buttons.filter(button => some.includes(button.mood)).map(button => button.element)

  const day = badDay(armed, run)
  const groups = moods.map(([title, some]) => moodGroup(title, ofGroup(some)))
  const clock = moodGroup(
    'Clock',
    turns.map(([name, ms]) => deedButton(name, turn(ms))),
  )
  const foot = h(
    'div',
    { class: 'pane-foot' },
    h(
      'button',
      { type: 'button', class: 'button', onclick: () => run(() => armed.clear()) },
      icon('sun'),
      'Clear all moods',
    ),
    h('button', { type: 'button', class: 'button', onclick: withReader(releaseBank) }, 'Let the bank answer'),
  )
  const element = h(
    'div',
    { class: 'pane' },
    h('div', { class: 'scroll', tabIndex: -1 }, ...groups, day.element, clock),
    foot,
  )
  return { element, refresh }
}
