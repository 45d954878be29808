import useSWR, { type SWRConfiguration, type SWRResponse, useSWRConfig } from 'swr'
import { type ReadError, type Reading, read } from './fetch.ts'
import { pacer } from './pacer.ts'

/**
 * What is behind a URL of ours, kept fresh by the live line. `first` is what the server rendered. A key of null asks for nothing.
 * Errors are `ReadError`; a no is not asked again until something changes.
 */
export function useRead<T>(
  key: string | null,
  reading: Reading<T>,
  options: {
    readonly first?: T
    readonly everyMs?: number
    /** Asks whenever the key comes back to what was read before: nobody told what changed while it was on no screen. */
    readonly asksAgain?: boolean
  } = {},
): SWRResponse<T, ReadError> {
  const { cache } = useSWRConfig()
  const { everyMs } = options
  // What an earlier visit left behind wins over what the server has just rendered, and nobody told what changed meanwhile.
  const isLeftBehind = key !== null && cache.get(key)?.data !== undefined
  const settings: SWRConfiguration<T, ReadError> = {
    keepPreviousData: true,
    // The live line opens right after the first paint and asks for everything that is shown.
    revalidateOnMount: options.first === undefined || isLeftBehind,
    revalidateIfStale: options.asksAgain ?? false,
    refreshInterval: everyMs === undefined ? 0 : () => pacer.pace(everyMs),
    shouldRetryOnError: error => error.because.kind === 'away',
    ...(options.first === undefined ? {} : { fallbackData: options.first }),
  }
  return useSWR<T, ReadError>(key, (url: string) => read(url, reading), settings)
}
