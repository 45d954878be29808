/** @import { InputAnswer, InputField } from '../types.ts' */
/** @import { Draw } from './screens.js' */
import { h } from './dom.js'
import { signaturePad } from './signature-pad.js'

/** @type {Record<'email' | 'numeric' | 'phone' | 'text', { type: string, inputMode: string, autocomplete: string }>} */
const boxes = {
  email: { type: 'email', inputMode: 'email', autocomplete: 'off' },
  numeric: { type: 'text', inputMode: 'numeric', autocomplete: 'off' },
  phone: { type: 'tel', inputMode: 'tel', autocomplete: 'off' },
  text: { type: 'text', inputMode: 'text', autocomplete: 'off' },
}

/** What is wrong with what was typed, as a sentence. @param {InputField} field @param {string} value */
function fault(field, value) {
  if (value === '') return field.required ? 'Please fill this in.' : ''
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return 'An address looks like name@shop.com.'
  if (field.type === 'phone' && !/^\+?[\d\s().-]{5,}$/.test(value)) return 'A phone number has digits only.'
  if (field.type === 'numeric' && !/^\d+$/.test(value)) return 'Digits only, please.'
  return ''
}

/**
 * The screens of `collect_inputs`, one field after the other; the answers go off together after the last.
 *
 * @type {Draw}
 */
export function inputScreen({ screen, deeds }) {
  const fields = screen.inputs ?? []
  /** @type {InputAnswer[]} */
  const answers = []
  const root = h('div', { class: 'screen form' })

  /** @param {InputAnswer} answer */
  const answered = answer => {
    answers.push(answer)
    const next = fields[answers.length]
    if (!next) return deeds.inputs?.(answers)
    root.replaceChildren(...fieldScreen(next, answered))
    const first = root.querySelector('[data-focus], .sign, .key')
    if (first instanceof HTMLElement) first.focus({ preventScroll: true })
  }

  const first = fields[0]
  if (first) root.append(...fieldScreen(first, answered))
  return root
}

/** @param {InputField} field @param {(answer: InputAnswer) => void} done @returns {(HTMLElement | string)[]} */
function fieldScreen(field, done) {
  const { title, description, submit_button, skip_button } = field.custom_text
  const toggles = (field.toggles ?? []).map(toggleSwitch)
  const ticks = () => toggles.map(one => (one.box.checked ? /** @type {const} */ ('enabled') : 'disabled'))
  const answer = (/** @type {string} */ value) => done({ skipped: false, value, toggles: ticks() })
  const skip = () => done({ skipped: true, value: null, toggles: ticks() })
  const head = [h('p', { class: 'title' }, title), description ? h('p', { class: 'aside' }, description) : '']
  const skipKey = field.required
    ? ''
    : h('button', { type: 'button', class: 'key plain', onclick: skip }, skip_button || 'Skip')
  const switches = toggles.map(one => one.element)

  if (field.type === 'selection') {
    const choices = field.selection?.choices ?? []
    const keys = choices.map(choice =>
      h(
        'button',
        {
          type: 'button',
          class: choice.style === 'primary' ? 'key go' : 'key',
          onclick: () => answer(choice.id),
        },
        choice.text,
      ),
    )
    return [...head, ...switches, h('div', { class: 'space' }), ...keys, skipKey]
  }

  const entry = field.type === 'signature' ? signaturePad(title) : textBox(field, field.type, title)
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const submit = () => {
    const value = entry.value()
    wrong.textContent = fault(field, value)
    if (wrong.textContent === '') {
      if (value === '') skip()
      else answer(value)
    }
  }
  entry.element.addEventListener('keydown', event => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return
    // Without this the same press of Enter would also press the first key of the next screen.
    event.preventDefault()
    submit()
  })
  return [
    ...head,
    entry.element,
    wrong,
    ...switches,
    h('div', { class: 'space' }),
    h('button', { type: 'button', class: 'key go', onclick: submit }, submit_button || 'Submit'),
    skipKey,
  ]
}

/** @param {InputField} field @param {keyof typeof boxes} type @param {string} title */
function textBox(field, type, title) {
  const box = h('input', {
    ...boxes[type],
    class: 'box',
    'aria-label': title,
    'aria-required': String(field.required === true),
    'data-focus': '',
  })
  return { element: box, value: () => box.value.trim() }
}

/** @param {NonNullable<InputField['toggles']>[number]} toggle */
function toggleSwitch({ title, description, default_value }) {
  const box = h('input', { type: 'checkbox', role: 'switch', checked: default_value === 'enabled' })
  const words = h('span', {}, title && h('b', {}, title), description && h('small', {}, description))
  return { box, element: h('label', { class: 'switch' }, words, box) }
}
