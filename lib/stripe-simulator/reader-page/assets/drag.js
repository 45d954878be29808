/** @import { CardRead } from '../../../test-cards/test-cards.ts' */

/**
 * Lets a card be carried from the tray to the device by hand. Where it is let go says how it is read: on the glass it
 * is tapped, at the lip inserted, past the right edge swiped. A press without moving stays a press, and everything
 * here can be done by the buttons too.
 *
 * @param {HTMLElement} place the card in the tray
 * @param {() => HTMLElement} plastic what is carried
 * @param {(way: CardRead) => void} dropped
 */
export function carry(place, plastic, dropped) {
  /** @type {HTMLElement | undefined} */
  let carried
  let from = { x: 0, y: 0, pointer: -1 }

  place.addEventListener('pointerdown', event => {
    if (event.button !== 0 || event.pointerType !== 'mouse') return
    from = { x: event.clientX, y: event.clientY, pointer: event.pointerId }
  })
  addEventListener('pointermove', event => {
    if (event.pointerId !== from.pointer) return
    if (!carried && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 10) lift()
    if (!carried) return
    carried.style.translate = `${event.clientX - 62}px ${event.clientY - 40}px`
    mark(wayAt(event))
  })
  addEventListener('pointerup', event => {
    if (event.pointerId !== from.pointer) return
    const way = carried ? wayAt(event) : undefined
    const wasCarried = carried !== undefined
    putDown()
    if (wasCarried) swallowClick()
    if (way) dropped(way)
  })
  addEventListener('pointercancel', putDown)
  addEventListener('blur', putDown)

  function lift() {
    carried = plastic()
    carried.classList.add('carried')
    document.body.append(carried)
  }

  function putDown() {
    carried?.remove()
    carried = undefined
    from = { x: 0, y: 0, pointer: -1 }
    mark(undefined)
  }
}

/** @param {PointerEvent} event @returns {CardRead | undefined} */
function wayAt(event) {
  const box = document.querySelector('.device > .body')?.getBoundingClientRect()
  if (!box || event.clientY < box.top - 40 || event.clientX < box.left - 40) return undefined
  if (event.clientX > box.right + 70 || event.clientY > box.bottom + 70) return undefined
  if (event.clientY > box.bottom - box.height * 0.14) return 'insert'
  return event.clientX > box.right - box.width * 0.06 ? 'swipe' : 'tap'
}

/** Shows where the card would go. @param {CardRead | undefined} way */
function mark(way) {
  const device = document.querySelector('.device')
  if (device instanceof HTMLElement) device.dataset.target = way ?? ''
}

/** The press that ends a carrying is no press on the card. */
function swallowClick() {
  const swallow = (/** @type {Event} */ event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}
