import { isAlive, parentOf } from './processes.js'

/** npm dies of a SIGTERM without passing it on. Looking twice a second whether it is still there costs nothing. */
const LOOK_EVERY_MS = 500

/**
 * Listens for every way we may be asked to end: Ctrl-C, SIGTERM, a closed terminal, the end of npm, the end of a test that
 * started us. Aborts the signal once, and never ends the process itself: first come the till, the simulator and the database.
 * @returns {AbortSignal}
 */
export function awaitEnding() {
  const ending = new AbortController()
  const end = () => ending.abort(new Error('Tapline was asked to end.'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  process.on('disconnect', end)
  // Started by hand or by systemd, signals reach us directly, and a shell that leaves us running in the background means it.
  if (process.env.npm_lifecycle_event) watchParent(end)
  return ending.signal
}

/** @param {() => void} end */
function watchParent(end) {
  const parent = process.ppid
  // npm puts a shell between itself and us, which may outlive it.
  const grandparent = parentOf(parent)
  setInterval(() => {
    if (process.ppid !== parent || (grandparent && !isAlive(grandparent))) end()
  }, LOOK_EVERY_MS).unref()
}
