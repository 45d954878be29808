import pg from 'pg'
import type { Log } from '#lib/ports/log.ts'
import { CHANNEL } from './signals.ts'

const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 5_000

export type Listening = {
  readonly up: () => boolean
  close(): Promise<void>
}

type Options = {
  readonly url: string
  readonly log: Log
  onPayload(payload: string | undefined): void
  /** Called each time the line stands, the first time too: whatever was said meanwhile was not heard. */
  onUp(): void
}

/** Holds one connection that listens, and makes a new one whenever it is lost, for as long as the server lives. */
export function listen({ url, log, onPayload, onUp }: Options): Listening {
  let client: pg.Client | undefined
  let up = false
  let closed = false
  let retryMs = FIRST_RETRY_MS
  let timer: NodeJS.Timeout | undefined

  const open = async () => {
    const mine = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      application_name: 'tapline live',
    })
    client = mine
    mine.on('error', error => lost(mine, error))
    mine.on('end', () => lost(mine))
    mine.on('notification', ({ payload }) => onPayload(payload))
    try {
      await mine.connect()
      await mine.query(`listen ${CHANNEL}`)
      if (closed || client !== mine) return
      up = true
      retryMs = FIRST_RETRY_MS
      onUp()
    } catch (error) {
      lost(mine, error)
    }
  }

  const lost = (mine: pg.Client, error?: unknown) => {
    if (closed || client !== mine) return
    client = undefined
    up = false
    log.warn({ err: error, retryMs }, 'The live line to the database is lost.')
    mine.end().catch(() => {})
    timer = setTimeout(open, retryMs)
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }

  void open()
  return {
    up: () => up,
    async close() {
      closed = true
      up = false
      clearTimeout(timer)
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
