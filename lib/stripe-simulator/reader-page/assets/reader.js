/** @import { TestCard } from '../../../test-cards/test-cards.ts' */
/** @import { GlassDeeds, ReaderScreen } from '../types.ts' */
/** @import { Shown } from './screens.js' */
import { drawDevice } from './device.js'
import { byId, h } from './dom.js'
import { drawers, phoneView, soundButton, traySheet } from './frame.js'
import { stateGlyph } from './glyphs.js'
import { follow } from './live.js'
import { moodPane } from './mood-pane.js'
import { CustomersHand } from './presenting.js'
import { clockWords, modelOf, stateOf } from './reader-state.js'
import { answerInputs, ask, chooseTip, enterPin, pressCancel } from './simulator.js'
import { beep } from './sounds.js'
import { cardTray } from './tray.js'

const id = decodeURIComponent(location.pathname.split('/').at(-1) ?? '')
const key = new URLSearchParams(location.search).get('key') ?? undefined
const hints = {
  cards: 'Press a card to hold it to the reader.',
  mood: 'Each strikes the next time it can, then clears itself. The loop beside it keeps it on.',
}

/** @type {ReaderScreen | undefined} */
let now
/** What this browser's own clock said when `now` came. */
let heardAt = 0
/** @type {Shown | undefined} */
let covered

soundButton()
phoneView()
if (key) byId('all-readers').setAttribute('href', `/simulator/readers?key=${encodeURIComponent(key)}`)

const device = drawDevice('Card reader')
byId('bench').append(device.element)

/** @param {string} sentence @param {'calm' | 'care'} [mood] */
function say(sentence, mood = 'calm') {
  const line = byId('sentence')
  line.textContent = sentence
  line.dataset.mood = mood
}

const closeSheet = traySheet()

const hand = new CustomersHand({
  at: () => now,
  hold: device.hold,
  cover: screen => {
    covered = screen
    paint()
  },
  say,
  chosen: card => tray?.choose(card),
})

/** @param {Promise<unknown>} deed */
const attempt = deed =>
  deed.catch(error => say(error instanceof Error ? error.message : String(error), 'care'))

/** @type {GlassDeeds} */
const deeds = {
  cancel: () => {
    hand.gaveUp()
    if (now) void attempt(pressCancel(now))
  },
  tip: amount => now && void attempt(chooseTip(now, amount)),
  pin: () => (covered ? hand.pinTyped() : now && void attempt(enterPin(now))),
  inputs: answers => now && void attempt(answerInputs(now, answers)),
}

function paint() {
  if (!now) return
  document.title = `${now.reader.label}: card reader`
  byId('label').textContent = now.reader.label
  byId('model').textContent = modelOf(now.reader.device_type)
  const screen = covered ?? typedAlready(now.screen)
  device.show(screen, now.reader, deeds)
  const state = stateOf(screen)
  byId('state').replaceChildren(
    stateGlyph(state.glyph),
    h('span', {}, state.words),
    h('span', { id: 'seconds', 'aria-hidden': 'true' }),
  )
  count()
}

/**
 * A PIN that cannot be cancelled any more was typed before the card went to the bank: this page asks for it first.
 *
 * @param {Shown} screen
 * @returns {Shown}
 */
function typedAlready(screen) {
  return screen.name === 'pin' && screen.can_cancel === false ? { ...screen, name: 'processing' } : screen
}

function count() {
  const seconds = document.getElementById('seconds')
  if (!now || !seconds) return
  const running = stateOf(covered ?? now.screen).counts === true
  seconds.textContent = running ? clockWords(now.now - now.screen.since + Date.now() - heardAt) : ''
}
setInterval(count, 500)

follow(`/_simulator/readers/${encodeURIComponent(id)}/live`, {
  key,
  event: 'screen',
  // What the simulator sends is the shape that types.ts gives it.
  heard: data => {
    const next = /** @type {ReaderScreen} */ (data)
    const changed = next.screen.name !== now?.screen.name || next.screen.since !== now.screen.since
    const returned = document.body.dataset.line !== 'up'
    if (changed && now) beep(next.screen.name)
    if (changed) covered = undefined
    now = next
    heardAt = Date.now()
    document.body.dataset.line = 'up'
    if (returned) say(hints.cards)
    paint()
    hand.onScreen()
    if (changed || returned) void mood.refresh()
  },
  lost: gone => {
    document.body.dataset.line = gone ? 'gone' : 'lost'
    say(
      gone
        ? 'The simulator knows no such reader. It may have been deleted, or belong to another key.'
        : 'The simulator does not answer. This page comes back by itself.',
      'care',
    )
    byId('state').replaceChildren(
      stateGlyph('offline'),
      h('span', {}, gone ? 'No such reader' : 'Line lost, trying again'),
    )
  },
})

const mood = moodPane({
  at: () => now,
  say,
  counted: armed => {
    byId('armed').textContent = armed > 0 ? String(armed) : ''
    byId('armed-word').textContent = armed > 0 ? 'armed' : ''
  },
})

/** @type {ReturnType<typeof cardTray> | undefined} */
let tray
/** @type {unknown} */
const cards = await ask('GET', '/simulator/test-cards.json')
// Served by our own simulator from lib/test-cards.
tray = cardTray(/** @type {readonly TestCard[]} */ (cards), (card, way) => {
  closeSheet()
  void hand.present(card, way)
})
byId('pane-cards').append(tray.element)
byId('pane-mood').append(mood.element)

drawers(name => {
  byId('heading').textContent = name === 'cards' ? 'Present a card' : 'Mood'
  if (document.body.dataset.line === 'up') say(hints[name])
})
