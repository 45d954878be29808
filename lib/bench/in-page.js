/**
 * Runs in the page that is measured, before its own scripts. What it answers are milliseconds; a painted frame is one whose
 * animation callbacks have run and after which the page got its next turn.
 */

/** @typedef {{ type: 'click' | 'keydown', key?: string, where: string }} Awaited the event, and where the page will change for it */

/** @type {((now: number) => void)[]} */
const waiting = []
const afterFrame = new MessageChannel()
afterFrame.port1.onmessage = () => {
  const now = performance.now()
  for (const done of waiting.splice(0)) done(now)
}

/** @returns {Promise<number>} by the page's clock */
function painted() {
  return new Promise(done => {
    requestAnimationFrame(() => {
      waiting.push(done)
      afterFrame.port2.postMessage(0)
    })
  })
}

/** Whether the change lies within, or brings, what the selector names. @param {MutationRecord} record @param {string} where */
function touches(record, where) {
  const target = record.target instanceof Element ? record.target : record.target.parentElement
  if (target?.closest(where)) return true
  return [...record.addedNodes].some(
    node => node instanceof Element && (node.matches(where) || node.querySelector(where) !== null),
  )
}

/** Resolves as soon as the page changes there, before it paints. @param {string} where @returns {Promise<void>} */
function changed(where) {
  return new Promise(done => {
    const observer = new MutationObserver(records => {
      if (!records.some(record => touches(record, where))) return
      observer.disconnect()
      done()
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  })
}

/** @param {string} selector @returns {Promise<void>} */
function there(selector) {
  if (document.querySelector(selector)) return Promise.resolve()
  return new Promise(done => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      observer.disconnect()
      done()
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true })
  })
}

/** @type {Promise<number> | undefined} */
let armed

window.bench = {
  arm({ type, key, where }) {
    armed = new Promise(done => {
      const hear = (/** @type {Event} */ event) => {
        if (event instanceof KeyboardEvent && key !== undefined && event.key !== key) return
        window.removeEventListener(type, hear, true)
        void changed(where)
          .then(painted)
          .then(now => done(now - event.timeStamp))
      }
      window.addEventListener(type, hear, true)
    })
  },
  taken() {
    if (!armed) throw new Error('nothing was armed')
    return armed
  },
  pressedAt(type) {
    return new Promise(done => {
      const hear = (/** @type {Event} */ event) => done(performance.timeOrigin + event.timeStamp)
      window.addEventListener(type, hear, { capture: true, once: true })
    })
  },
  async seenAt(selector) {
    await there(selector)
    return performance.timeOrigin + (await painted())
  },
  ready: there('.tile').then(painted),
}
