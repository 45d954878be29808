import { useLayoutEffect } from 'react'

/** How long what has just come under a finger takes no press, so that the second half of a double press reaches nothing. */
export const SETTLE_MS = 300

let timer: ReturnType<typeof setTimeout> | undefined

/**
 * For so long goods, Cash and Charge take no press (till-frame.css); where there are none nothing happens. An attribute, so that nothing
 * is painted anew for it.
 */
export function settle(): void {
  const till = document.querySelector<HTMLElement>('.till')
  if (!till) return
  till.dataset.settling = ''
  clearTimeout(timer)
  timer = setTimeout(() => {
    delete till.dataset.settling
  }, SETTLE_MS)
}

/** For what takes the goods' place, or lies over them: when it comes and when it goes, other things are under the finger. */
export function useSettling(): void {
  useLayoutEffect(() => {
    settle()
    return settle
  }, [])
}
