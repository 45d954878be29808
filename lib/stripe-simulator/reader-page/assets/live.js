import { pause } from './dom.js'

/**
 * Follows a stream of server-sent events and mends it when it breaks: a lost line, a restart of the simulator, a
 * silence longer than its heartbeats. Read with `fetch`, because an EventSource cannot say whose account it asks for.
 *
 * @param {string} path
 * @param {{ key?: string | undefined, event: string, heard: (data: unknown) => void, lost: (gone: boolean) => void }} how
 * `lost` is told `true` when the simulator answers that there is no such thing.
 * @returns {() => void} stops following
 */
export function follow(path, { key, event, heard, lost }) {
  let wanted = true
  let line = new AbortController()
  let pauseMs = 250

  const run = async () => {
    while (wanted) {
      line = new AbortController()
      const gone = await listen().catch(() => false)
      if (!wanted) return
      lost(gone)
      await pause(pauseMs)
      pauseMs = Math.min(pauseMs * 2, 2000)
    }
  }

  /** @returns {Promise<boolean>} true when there is nothing to follow */
  const listen = async () => {
    const headers = new Headers({ accept: 'text/event-stream' })
    if (key) headers.set('authorization', `Bearer ${key}`)
    const response = await fetch(path, { headers, cache: 'no-store', signal: line.signal })
    if (!response.ok || !response.body) return response.status === 404
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const silence = setTimeout(() => line.abort(), 40_000)
      const { done, value } = await reader.read().finally(() => clearTimeout(silence))
      if (done) return false
      const parts = (text + value).replaceAll('\r\n', '\n').split('\n\n')
      text = parts.pop() ?? ''
      for (const message of parts) hear(message)
    }
  }

  /** @param {string} message */
  const hear = message => {
    const lines = message.split('\n')
    const name =
      lines
        .find(one => one.startsWith('event:'))
        ?.slice(6)
        .trim() ?? 'message'
    const data = lines.filter(one => one.startsWith('data:')).map(one => one.slice(5).trimStart())
    if (name !== event || data.length === 0) return
    pauseMs = 250
    heard(JSON.parse(data.join('\n')))
  }

  void run()
  return () => {
    wanted = false
    line.abort()
  }
}
