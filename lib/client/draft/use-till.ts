import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { Till } from './till.ts'
import type { TillEvent, TillState } from './till-state.ts'

/** Carries the store, never its state: it is the same object for as long as the page lives, so nothing renders because of it. */
export const TillContext = createContext<Till | undefined>(undefined)

/** @throws when used outside the register. */
export function useTill(): Till {
  const till = use(TillContext)
  if (!till) throw new Error('no till around this part')
  return till
}

/**
 * One thing out of the till's state; the part renders again only when that changes. `pick` must return a plain value, or an
 * object that the state itself holds.
 */
export function useTillState<T>(pick: (state: TillState) => T): T {
  const till = useTill()
  return useSyncExternalStore(
    till.subscribe,
    () => pick(till.state()),
    () => pick(till.firstState),
  )
}

/** What happens once, for sounds, announcements and toasts. */
export function useTillEvents(hear: (event: TillEvent) => void): void {
  const till = useTill()
  const latest = useRef(hear)
  useLayoutEffect(() => {
    latest.current = hear
  })
  const stable = useCallback((event: TillEvent) => latest.current(event), [])
  useEffect(() => till.onEvent(stable), [till, stable])
}
