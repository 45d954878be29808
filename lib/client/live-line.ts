import { type Heard, holdStream, type Stream } from './live-stream.ts'
import { pacer } from './pacer.ts'

/** For the lamp. `polling`: the line is down, or this browser cannot share one, and what is shown is asked for every few seconds. */
export type LineState = 'live' | 'reconnecting' | 'polling'

export type LiveLine = {
  state(): LineState
  /** Calls back when the state has changed. Returns the way to stop, like `hear`. */
  onState(listener: () => void): () => void
  hear(listener: (heard: Heard) => void): () => void
  /** There is reason to try now: the network is back. */
  wake(): void
  close(): void
}

/** Said between the tabs of one browser. */
type Told =
  | { readonly type: 'heard'; readonly heard: Heard }
  | { readonly type: 'line'; readonly up: boolean; readonly fresh: boolean }
  | { readonly type: 'ask' }

/** What a browser brings. Without locks (plain http in a shop's network) no tab can lead. */
export type LineParts = {
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly channel: BroadcastChannel | undefined
  openStream(): Stream
  isHidden(): boolean
  readonly pollEveryMs?: number
}

const POLL_EVERY_MS = 3_000
const LOCK = 'tapline:live'

/**
 * One stream per browser: HTTP/1.1 allows six connections to one host, and a seventh tab would hang. The tab that holds the lock opens it
 * and repeats on a channel what it hears. The others ask it now and then whether the line stands; a leader that does not answer is down.
 */
export function openLiveLine(parts: LineParts): LiveLine {
  const { locks, channel } = parts
  const canShare = locks !== undefined && channel !== undefined
  const listeners = new Set<(heard: Heard) => void>()
  const watchers = new Set<() => void>()
  const closing = new AbortController()
  let state: LineState = canShare ? 'reconnecting' : 'polling'
  let isUp = false
  let letGo: (() => void) | undefined
  let answered = true

  const become = (next: LineState) => {
    if (state === next) return
    state = next
    for (const watcher of [...watchers]) watcher()
  }
  const emit = (heard: Heard) => {
    for (const listener of [...listeners]) listener(heard)
  }
  const tell = (told: Told) => channel?.postMessage(told)
  const everything = () => emit({ type: 'everything' })

  const lineIs = (up: boolean, fresh: boolean) => {
    const cameUp = up && (fresh || !isUp)
    if (!up && isUp) become('reconnecting')
    isUp = up
    if (up) become('live')
    if (cameUp) everything()
  }

  const startLeading = () => {
    const leadLine = (up: boolean) => {
      lineIs(up, up)
      tell({ type: 'line', up, fresh: up })
    }
    letGo = holdStream(parts.openStream, {
      up: () => leadLine(true),
      down: () => leadLine(false),
      heard: heard => {
        emit(heard)
        tell({ type: 'heard', heard })
      },
    })
  }

  const listen = ({ data }: MessageEvent) => {
    // True because only tabs of this origin speak on the channel, and they run this file.
    const told = data as Told
    if (told.type === 'ask') {
      if (letGo) tell({ type: 'line', up: isUp, fresh: false })
    } else if (!letGo) {
      if (told.type === 'line') lineIs(told.up, told.fresh)
      else emit(told.heard)
      answered = true
    }
  }

  const tick = () => {
    if (canShare && !letGo) {
      if (!answered) lineIs(false, false)
      answered = false
      tell({ type: 'ask' })
    }
    if (isUp) return
    become('polling')
    if (!parts.isHidden()) everything()
  }

  channel?.addEventListener('message', listen)
  if (canShare) {
    tell({ type: 'ask' })
    locks
      .request(LOCK, { signal: closing.signal }, () => {
        startLeading()
        return new Promise<void>(release => closing.signal.addEventListener('abort', () => release()))
      })
      // Closed before it was our turn.
      .catch(() => undefined)
  }
  const tickAgain = () =>
    setTimeout(() => {
      tick()
      ticking = tickAgain()
    }, parts.pollEveryMs ?? pacer.pace(POLL_EVERY_MS))
  let ticking = tickAgain()

  return {
    state: () => state,
    onState: watcher => added(watchers, watcher),
    hear: listener => added(listeners, listener),
    wake: () => {
      if (!letGo || isUp) return
      letGo()
      startLeading()
    },
    close: () => {
      clearTimeout(ticking)
      channel?.removeEventListener('message', listen)
      letGo?.()
      closing.abort()
    },
  }
}

function added<T>(to: Set<T>, one: T): () => void {
  to.add(one)
  return () => void to.delete(one)
}
