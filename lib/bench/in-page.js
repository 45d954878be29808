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

/** Whether the change lies within, brings or takes away what the selector names. @param {MutationRecord} record @param {string} where */
function touches(record, where) {
  const target = record.target instanceof Element ? record.target : record.target.parentElement
  if (target?.closest(where)) return true
  return [...record.addedNodes, ...record.removedNodes].some(
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

/** Whether React has taken over what the server rendered, to the last thing one could press. */
function isTakenOver() {
  const pressable = document.querySelectorAll('main :is(a, button, input, select)')
  const last = pressable[pressable.length - 1] ?? document.querySelector('main')
  if (document.readyState === 'loading' || !last) return false
  return Object.keys(last).some(key => key.startsWith('__reactProps$'))
}

/** @param {string} ending @returns {(one: PerformanceEntry) => boolean} */
const isOfKind = ending => one => new URL(one.name).pathname.endsWith(ending)

/** @param {readonly PerformanceResourceTiming[]} list */
const kib = list => list.reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024

/** @type {((event: Event) => void) | undefined} */
let heard
// Here before the page's own listeners, one of which keeps a scanner's last key to itself.
for (const type of ['click', 'keydown']) window.addEventListener(type, event => heard?.(event), true)

const PATIENCE_MS = 15_000

/** @template T @param {Promise<T>} wanted @param {string} what @returns {Promise<T>} */
function within(wanted, what) {
  return new Promise((done, failed) => {
    setTimeout(() => failed(new Error(`waited in vain for ${what}`)), PATIENCE_MS)
    wanted.then(done, failed)
  })
}

/** @type {Promise<number> | undefined} */
let armed

window.bench = {
  arm({ type, key, where }) {
    armed = new Promise(done => {
      heard = event => {
        if (event.type !== type) return
        if (event instanceof KeyboardEvent && key !== undefined && event.key !== key) return
        heard = undefined
        void changed(where)
          .then(painted)
          .then(now => done(now - event.timeStamp))
      }
    })
  },
  taken() {
    if (!armed) throw new Error('nothing was armed')
    return within(armed, 'the page to change')
  },
  pressedAt(type) {
    return new Promise(done => {
      heard = event => {
        if (event.type !== type) return
        heard = undefined
        done(performance.timeOrigin + event.timeStamp)
      }
    })
  },
  async seenAt(selector) {
    await within(there(selector), selector)
    return performance.timeOrigin + (await painted())
  },
  ready: there('.tile').then(painted),
  waiting: there('.stage[data-state="waiting"]').then(painted),
  interactive() {
    const takenOver = async () => {
      while (!isTakenOver()) await painted()
      return painted()
    }
    return within(takenOver(), 'React to take over')
  },
  async weight() {
    await new Promise(idle => requestIdleCallback(idle))
    const all = performance
      .getEntriesByType('resource')
      .filter(one => one instanceof PerformanceResourceTiming)
    const page = performance
      .getEntriesByType('navigation')
      .find(one => one instanceof PerformanceNavigationTiming)
    const scripts = all.filter(isOfKind('.js'))
    const first = scripts.filter(one => one.startTime <= (page?.loadEventStart ?? 0))
    return {
      first: kib(first),
      files: first.length,
      later: kib(scripts) - kib(first),
      css: kib(all.filter(isOfKind('.css'))),
      html: (page?.encodedBodySize ?? 0) / 1024,
      wire: kib(all) + (page?.encodedBodySize ?? 0) / 1024,
      requests: all.length + 1,
      nodes: document.querySelectorAll('*').length,
    }
  },
}
