import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { useSWRConfig } from 'swr'
import { touches } from '#lib/contracts/keys.ts'
import { liveLine } from './browser-live-line.ts'
import type { LineState } from './live-line.ts'
import type { Heard } from './live-stream.ts'

/** How the line to the server stands, for the lamp. While the server renders it is being connected. */
export function useLineState(): LineState {
  return useSyncExternalStore(watch, read, readOnServer)
}

const watch = (changed: () => void) => liveLine().onState(changed)
const read = (): LineState => liveLine().state()
const readOnServer = (): LineState => 'reconnecting'

/** For what is not in SWR's cache: hears every change, and `everything` when the line was down meanwhile. */
function useHeard(hear: (heard: Heard) => void): void {
  const latest = useRef(hear)
  useLayoutEffect(() => {
    latest.current = hear
  })
  useEffect(() => liveLine().hear(heard => latest.current(heard)), [])
}

/**
 * Once per page: asks again for what changed, and for all of it when the line opens or opens again. SWR fetches only keys that are on the
 * screen; what is shown already in that version, because this tab made the change, is not fetched.
 */
export function useLiveRevalidation(): void {
  const { cache, mutate } = useSWRConfig()
  useHeard(heard => {
    const concerns = (key: unknown): boolean => {
      if (typeof key !== 'string' || !key.startsWith('/api/')) return false
      if (heard.type === 'everything') return true
      return touches(heard.key, key) && !isKnown(cache.get(key)?.data, heard.version)
    }
    mutate(concerns).catch(() => {
      // What could not be fetched is an error of its own key, and shown there.
    })
  })
}

const isKnown = (data: unknown, version: number): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'version' in data &&
  typeof data.version === 'number' &&
  data.version >= version
