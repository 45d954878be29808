import { type ClientRequest, request } from 'node:http'
import type { TillServer } from './till-server.ts'

/** The open line to every server, as a browser has it: says which sale has changed. */
export type TillLine = {
  /** Resolves at the next word about this URL with the version it tells of, or after so long without any. */
  changed(key: string, withinMs: number): Promise<number | undefined>
  close(): void
}

const AGAIN_MS = 200

/** One word of the line, as the server numbered it. */
export type HeardSignal = { readonly id: number; readonly key: string; readonly version: number }

export function openTillLine(
  servers: readonly TillServer[],
  cookie: string,
  keep: (signal: HeardSignal) => void,
): TillLine {
  const waiting = new Map<string, Set<(version?: number) => void>>()
  const told = (signal: HeardSignal) => {
    const { key, version } = signal
    keep(signal)
    const all = waiting.get(key)
    waiting.delete(key)
    for (const done of all ?? []) done(version)
  }
  const ears = servers.map(server => listen(server.origin, cookie, told))
  return {
    changed(key, withinMs) {
      return new Promise(done => {
        const all = waiting.get(key) ?? new Set()
        waiting.set(key, all)
        const end = (version?: number) => {
          clearTimeout(timer)
          all.delete(end)
          if (all.size === 0 && waiting.get(key) === all) waiting.delete(key)
          done(version)
        }
        const timer = setTimeout(() => end(), withinMs)
        all.add(end)
      })
    },
    close: () => {
      for (const close of ears) close()
    },
  }
}

function listen(origin: string, cookie: string, told: (signal: HeardSignal) => void): () => void {
  let closed = false
  let asked: ClientRequest | undefined
  const open = () => {
    if (closed) return
    let rest = ''
    let id = 0
    asked = request(`${origin}/api/live`, { headers: { cookie }, agent: false }, response => {
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const [, key, version] = /^data: .*"key":"([^"]+)","version":(\d+)/.exec(line) ?? []
          if (key) told({ id, key, version: Number(version) })
          else id = Number(/^id: (-?\d+)/.exec(line)?.[1] ?? id)
        }
      })
      response.on('error', () => {})
      response.on('close', () => setTimeout(open, AGAIN_MS).unref())
    })
    asked.on('error', () => setTimeout(open, AGAIN_MS).unref())
    asked.end()
  }
  open()
  return () => {
    closed = true
    asked?.destroy()
  }
}
