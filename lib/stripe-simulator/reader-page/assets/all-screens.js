import { drawDevice } from './device.js'
import { byId, h } from './dom.js'
import { sampleReader, samples } from './samples.js'

// A page of pictures: the keys on the glass can be tried, and lead nowhere.
const nothing = () => {}
const deeds = { cancel: nothing, tip: nothing, pin: nothing, inputs: nothing }

for (const [name, when, screen] of samples) {
  const device = drawDevice(name)
  // PIN and text fields take the focus when they appear; here there are many of them.
  device.element.inert = true
  device.show(screen, sampleReader, deeds)
  const caption = h('div', { class: 'caption-below' }, h('p', { class: 'name' }, name), h('small', {}, when))
  byId('wall').append(h('li', {}, device.element, caption))
}
