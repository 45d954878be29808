import { byId } from './dom.js'
import { icon } from './glyphs.js'
import { sound } from './sounds.js'

/** @typedef {'cards' | 'mood'} Drawer */

/** The two drawers of the tray, as tabs. @param {(open: Drawer) => void} opened */
export function drawers(opened) {
  /** @type {readonly Drawer[]} */
  const names = ['cards', 'mood']
  /** @param {Drawer} name */
  const open = name => {
    for (const one of names) {
      const tab = byId(`tab-${one}`)
      tab.setAttribute('aria-selected', String(one === name))
      tab.tabIndex = one === name ? 0 : -1
      byId(`pane-${one}`).hidden = one !== name
    }
    opened(name)
  }
  for (const name of names) {
    const other = name === 'cards' ? 'mood' : 'cards'
    byId(`tab-${name}`).addEventListener('click', () => open(name))
    byId(`tab-${name}`).addEventListener('keydown', event => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
      open(other)
      byId(`tab-${other}`).focus()
    })
  }
}

/** The button that silences the device's beeps. */
export function soundButton() {
  const button = byId('hush')
  /** @param {boolean} on */
  const set = on => {
    sound.set(on)
    button.setAttribute('aria-pressed', String(on))
    button.replaceChildren(icon(on ? 'sound' : 'mute'))
  }
  button.addEventListener('click', () => set(!sound.on))
  set(sound.on)
}

/** The phone-sized view: asked for by the address, or because the window is as narrow as a phone. */
export function phoneView() {
  const narrow = matchMedia('(max-width: 760px)')
  const wanted = new URLSearchParams(location.search).get('view') === 'phone'
  const set = () => {
    document.body.dataset.view = wanted || narrow.matches ? 'phone' : 'desk'
  }
  narrow.addEventListener('change', set)
  set()
  byId('phone-view').addEventListener('click', () => {
    const address = new URL(location.href)
    address.searchParams.set('view', 'phone')
    window.open(address, `phone view of ${location.pathname}`, 'popup,width=390,height=844')
  })
}

/** In the phone view the tray is a sheet. @returns {() => void} closes it */
export function traySheet() {
  const close = () => {
    if (document.body.dataset.sheet === undefined) return
    delete document.body.dataset.sheet
    byId('open-tray').focus()
  }
  byId('open-tray').addEventListener('click', () => {
    document.body.dataset.sheet = 'open'
    byId('close-tray').focus()
  })
  byId('close-tray').addEventListener('click', close)
  byId('tray').addEventListener('keydown', event => {
    if (event.key === 'Escape') close()
  })
  return close
}
