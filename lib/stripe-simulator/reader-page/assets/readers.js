/** @import { ReaderScreen } from '../types.ts' */
import { drawDevice } from './device.js'
import { byId, h, pause } from './dom.js'
import { stateGlyph } from './glyphs.js'
import { modelOf, stateOf } from './reader-state.js'
import { ask, part } from './simulator.js'

const key = new URLSearchParams(location.search).get('key') ?? undefined
const withKey = key ? `?key=${encodeURIComponent(key)}` : ''

/** @type {Map<string, ReturnType<typeof place>>} */
const places = new Map()

/** One device of the wall, with its name and state below. @param {string} id */
function place(id) {
  const device = drawDevice('Card reader')
  // Here the device is a picture of itself: the link around it leads to the one that can be touched.
  device.element.inert = true
  const name = h('p', { class: 'name' })
  const state = h('p', { class: 'state' })
  const small = h('small')
  const link = h(
    'a',
    { class: 'place', href: `/simulator/readers/${encodeURIComponent(id)}${withKey}` },
    device.element,
    h('div', { class: 'caption-below' }, name, state, small),
  )
  /** @param {ReaderScreen} now */
  const show = now => {
    device.show(now.screen, now.reader, { cancel: () => {}, pin: () => {}, tip: () => {}, inputs: () => {} })
    name.textContent = now.reader.label
    const { glyph, words } = stateOf(now.screen)
    if (state.textContent !== words) state.replaceChildren(stateGlyph(glyph), words)
    small.textContent = [modelOf(now.reader.device_type), now.reader.shop].filter(Boolean).join(', ')
  }
  return { element: h('li', {}, link), show }
}

/** @param {readonly ReaderScreen[]} all */
function paint(all) {
  const wall = byId('wall')
  const wanted = all.map(now => {
    const one = places.get(now.reader.id) ?? place(now.reader.id)
    places.set(now.reader.id, one)
    one.show(now)
    return one.element
  })
  if (wanted.length !== wall.children.length || wanted.some((element, at) => wall.children[at] !== element)) {
    wall.replaceChildren(...wanted)
  }
  byId('nothing').hidden = all.length > 0
  byId('state').textContent = all.length === 1 ? '1 reader' : `${all.length} readers`
}

// One request for the whole wall: a stream for each reader would use up the connections a browser allows.
for (;;) {
  try {
    const answer = await ask('GET', '/_simulator/readers', { key })
    const list = Array.isArray(answer) ? answer : (part(answer, 'readers') ?? part(answer, 'data'))
    // What the simulator sends is the shape that types.ts gives it.
    paint(/** @type {readonly ReaderScreen[]} */ (Array.isArray(list) ? list : []))
    document.body.dataset.line = 'up'
  } catch {
    document.body.dataset.line = 'lost'
    byId('state').textContent = 'The simulator does not answer. This page comes back by itself.'
  }
  await pause(document.hidden ? 4000 : 700)
}
