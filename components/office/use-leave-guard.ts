import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

/**
 * While `isOn`, a link out of this page asks first, and so does the browser before a reload or another site; what else would take away what
 * was typed goes through `ask`. `asked` is what somebody wanted. The way back cannot be held up; what was typed is gone then, as everywhere
 * on the web.
 */
export function useLeaveGuard(isOn: boolean) {
  const router = useRouter()
  const [asked, setAsked] = useState<() => void>()

  useEffect(() => {
    if (!isOn) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const href = linkFollowedBy(event)
      if (href === undefined) return
      event.preventDefault()
      // Of several guards on a page one asks.
      event.stopImmediatePropagation()
      setAsked(() => () => router.push(href))
    }
    window.addEventListener('beforeunload', onUnload)
    // Captured: before the link itself hears of it.
    document.addEventListener('click', onClick, true)
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
    }
  }, [isOn, router])

  return {
    asked,
    ask: (go: () => void) => (isOn ? setAsked(() => go) : go()),
    stay: () => setAsked(undefined),
    leave: () => {
      setAsked(undefined)
      asked?.()
    },
  }
}

/** Another page of ours that a plain press would open here instead of this one. */
function linkFollowedBy(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.download !== '')
    return undefined
  const { origin, pathname, search, hash } = new URL(link.href)
  if (origin !== window.location.origin || pathname === window.location.pathname) return undefined
  return `${pathname}${search}${hash}`
}
