import { useEffect, useLayoutEffect, useRef } from 'react'
import { badgeIn } from '#lib/domain/spoken-code.ts'
import { watchScanner } from './scanner.ts'

/** Whoever wants a badge now; the last who asked gets it: a sheet over a page comes before the page. */
const listeners: ((badge: string) => void)[] = []

/** True when it was a badge, and somebody took it. */
export function tellBadge(scanned: string): boolean {
  const badge = badgeIn(scanned)
  const listener = listeners.at(-1)
  if (badge === undefined || !listener) return false
  listener(badge)
  return true
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
export function useBadgeScanner(): void {
  useEffect(
    () => watchScanner(window, ({ code, wasTyped }) => (tellBadge(code) || !wasTyped ? nothing : 'typing')),
    [],
  )
}

const nothing = (): void => undefined
