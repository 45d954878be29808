import { useCallback } from 'react'
import { useSWRConfig } from 'swr'

/** Asks at once for what is behind a URL of ours, for whoever has just changed it and will not wait for the live line. */
export function useAskAgain(): (key: string) => void {
  const { mutate } = useSWRConfig()
  return useCallback(
    key => {
      // What could not be fetched is an error of its own key, and shown there.
      mutate(key).catch(() => undefined)
    },
    [mutate],
  )
}
