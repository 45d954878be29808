/**
 * Makes an element. Properties that start with `on` are listeners, `class` and names with a dash (or `role`, `for`)
 * are attributes, the rest are properties of the element. `false`, null and undefined leave a property out.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), event => value(event))
    } else if (name in element && name !== 'style') {
      Reflect.set(element, name, value)
    } else {
      element.setAttribute(name, value === true ? '' : String(value))
    }
  }
  for (const child of children) if (child || child === '') element.append(child)
  return element
}

/**
 * A drawing from markup written in our own modules, never from data.
 *
 * @param {string} markup
 * @returns {SVGElement}
 */
export function drawing(markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  const first = template.content.firstElementChild
  if (!(first instanceof SVGElement)) throw new Error('A drawing is one svg element')
  first.setAttribute('aria-hidden', 'true')
  return first
}

/**
 * The element of a page that its own HTML surely has.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}

/** @param {number} ms @returns {Promise<void>} */
export const pause = ms => new Promise(done => setTimeout(done, ms))
