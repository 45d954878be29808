import { useEffect, useLayoutEffect, useRef } from 'react'
import { badgeIn } from '#lib/domain/spoken-code.ts'
import { watchScanner } from './scanner.ts'

/** Whoever wants a badge now; the last who asked gets it: a sheet over a page comes before the page. */
const listeners: ((badge: string) => void)[] = []

/** Hands a badge to who wants it. `unwanted`: it was one, and nobody did; it is typed into no field all the same, for it opens the till. */
export function tellBadge(scanned: string): 'told' | 'unwanted' | 'no_badge' {
  const badge = badgeIn(scanned)
  if (badge === undefined) return 'no_badge'
  const listener = listeners.at(-1)
  listener?.(badge)
  return listener ? 'told' : 'unwanted'
}

/** Calls back when a badge is scanned on this page, for as long as the part is shown. */
export function useBadge(onBadge: (badge: string) => void): void {
  const latest = useRef(onBadge)
  useLayoutEffect(() => {
    latest.current = onBadge
  })
  useEffect(() => {
    const listener = (badge: string) => latest.current(badge)
    listeners.push(listener)
    return () => void listeners.splice(listeners.indexOf(listener), 1)
  }, [])
}

/** For pages that scan nothing else: a code no field asked for is nobody's, and types no PIN. The register tells of badges among its other codes. */
export function useBadgeScanner(onUnwanted: () => void = () => undefined): void {
  const latest = useRef(onUnwanted)
  useLayoutEffect(() => {
    latest.current = onUnwanted
  })
  useEffect(
    () =>
      watchScanner(window, ({ code, wasTyped }) => {
        const became = tellBadge(code)
        if (became === 'unwanted') latest.current()
        return became === 'no_badge' && wasTyped ? 'typing' : nothing
      }),
    [],
  )
}

const nothing = (): void => undefined
