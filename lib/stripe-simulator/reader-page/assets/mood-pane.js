/** @import { ReaderScreen } from '../types.ts' */
/** @import { Mood } from './moods.js' */
import { h } from './dom.js'
import { icon } from './glyphs.js'
import { moods, turns } from './moods.js'
import { ask, part, pressCancel, releaseBank } from './simulator.js'

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
  /** @type {readonly unknown[]} */
  let armed = []
  const all = moods.flatMap(([, some]) => some.map(mood => ({ mood, ...moodButton(mood) })))

  const key = () => at()?.key
  const reader = () => at()?.reader.id

  /** @param {unknown} fault */
  const isHere = fault => part(fault, 'reader') === undefined || part(fault, 'reader') === reader()

  /** @param {Mood} mood @returns {unknown} the armed fault that this mood stands for */
  const found = mood =>
    armed.find(fault => {
      const options = Object.entries(mood.options ?? {})
      const sameKind = part(fault, 'kind') === mood.kind && isHere(fault)
      return sameKind && options.every(([name, value]) => part(fault, name) === value)
    })

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
    try {
      const answer = await ask('GET', '/_simulator/faults', { key: key() })
      const list = Array.isArray(answer)
        ? answer
        : (part(answer, 'faults') ?? part(answer, 'data') ?? part(answer, 'armed'))
      armed = Array.isArray(list) ? list : []
    } catch {
      armed = []
    }
    for (const { mood, once, keep } of all) {
      const times = part(found(mood), 'times')
      once.setAttribute('aria-pressed', String(times !== undefined))
      keep.setAttribute('aria-pressed', String(times === 0))
    }
    counted(armed.filter(isHere).length)
  }

  /** @param {Mood} mood @param {number} times */
  const arm = (mood, times) =>
    run(async () => {
      if (mood.kind === 'customer_cancels') return await cancelNow()
      const before = found(mood)
      const was = part(before, 'times')
      if (before) await ask('DELETE', `/_simulator/faults/${String(part(before, 'id'))}`, { key: key() })
      const off = times === 0 ? was === 0 : before !== undefined
      if (off) return
      const where = mood.ofReader ? { reader: reader() } : {}
      await ask('POST', '/_simulator/faults', {
        key: key(),
        json: { kind: mood.kind, times, ...where, ...mood.options },
      })
    })

  async function cancelNow() {
    const now = at()
    if (now) await pressCancel(now)
  }

  /** @param {Mood} mood */
  function moodButton(mood) {
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
    if (mood.kind === 'customer_cancels') return { once: plain(once), keep, element: once }
    return { once, keep, element: h('span', { class: 'mood-pair' }, once, keep) }
  }

  /** @param {HTMLElement} button */
  function plain(button) {
    button.classList.add('deed')
    return button
  }

  /** @param {string} name @param {number} ms */
  const turn = (name, ms) =>
    h(
      'button',
      {
        type: 'button',
        class: 'mood deed',
        onclick: () => run(() => ask('POST', '/_simulator/clock', { key: key(), json: { advance_ms: ms } })),
      },
      name,
    )

  const release = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () =>
        run(async () => {
          const now = at()
          if (now) await releaseBank(now)
        }),
    },
    'Let the bank answer',
  )

  /** @param {string} title @param {Node[]} children */
  const group = (title, children) =>
    h('section', { 'aria-label': title }, h('h3', {}, title), h('div', { class: 'moods' }, ...children))

  const clearAll = () => run(() => ask('DELETE', '/_simulator/faults', { key: key() }))
  const element = h(
    'div',
    { class: 'pane' },
    h(
      'div',
      { class: 'scroll', tabIndex: -1 },
      ...moods.map(([title, some]) =>
        group(title, [
          ...some.map(mood => all.find(one => one.mood === mood)?.element).filter(one => one !== undefined),
        ]),
      ),
      group(
        'Clock',
        turns.map(([name, ms]) => turn(name, ms)),
      ),
    ),
    h(
      'div',
      { class: 'pane-foot' },
      h('button', { type: 'button', class: 'button', onclick: clearAll }, icon('sun'), 'Clear all moods'),
      release,
    ),
  )
  return { element, refresh }
}
