import { drawing, h } from './dom.js'

/**
 * A field to sign with a finger, a pen or the mouse. Its value is an SVG document, or nothing while it is empty. A
 * person who cannot draw signs by keyboard: Enter or Space on the field writes a stroke.
 *
 * @param {string} title
 */
export function signaturePad(title) {
  /** @type {string[]} */
  const strokes = []
  let drawingNow = false
  const paper = drawing(
    '<svg class="paper" viewBox="0 0 304 240" fill="none" stroke="#14181f" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d=""/></svg>',
  )
  const path = paper.querySelector('path')
  const hint = h('span', { class: 'hint' }, 'Sign here')

  const show = () => {
    path?.setAttribute('d', strokes.join(' '))
    hint.hidden = strokes.length > 0
  }

  /** @param {PointerEvent} event */
  const point = event => {
    const box = paper.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * 304
    const y = ((event.clientY - box.top) / box.height) * 240
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  }

  const pad = h(
    'div',
    {
      class: 'sign',
      role: 'button',
      tabIndex: 0,
      'aria-label': `${title}, sign here`,
      onpointerdown: (/** @type {PointerEvent} */ event) => {
        drawingNow = true
        pad.setPointerCapture(event.pointerId)
        strokes.push(`M${point(event)}`, `l0.1 0`)
        show()
      },
      onpointermove: (/** @type {PointerEvent} */ event) => {
        if (!drawingNow) return
        strokes.push(`L${point(event)}`)
        show()
      },
      onpointerup: () => {
        drawingNow = false
      },
      onpointercancel: () => {
        drawingNow = false
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return
        if (event.key === 'Enter' && strokes.length > 0) return
        event.preventDefault()
        event.stopPropagation()
        strokes.push('M40 150c30-80 60-80 50-10s20 20 40-20 30 60 60 10 40-10 70-20')
        show()
      },
    },
    paper,
    hint,
  )
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'clear',
      onclick: () => {
        strokes.length = 0
        show()
      },
    },
    'Clear',
  )
  const value = () =>
    strokes.length === 0
      ? ''
      : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 304 240"><path d="${strokes.join(' ')}" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  return { element: h('div', { class: 'signature' }, pad, clear), value }
}
