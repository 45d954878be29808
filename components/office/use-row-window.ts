import { startTransition, useEffect, useRef, useState } from 'react'
import { type RowWindow, VIRTUAL_ABOVE, windowOf } from '#lib/client/table/window-of.ts'

/** Drawn by the server, and before the page answers: more than any screen shows. The others follow at once, when nothing else waits. */
const AT_FIRST = 40

/**
 * Which rows of a list are drawn, as the page scrolls. All rows of a long list are equally high, as its style sheet says; how high is
 * measured, and zero until it has been.
 */
export function useRowWindow(count: number) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [shown, setShown] = useState<RowWindow & { rowHeight: number }>({
    from: 0,
    to: AT_FIRST,
    rowHeight: 0,
  })
  const [isWhole, setWhole] = useState(false)
  const isLong = count > VIRTUAL_ABOVE

  useEffect(() => startTransition(() => setWhole(true)), [])
  useEffect(() => {
    if (!isLong) return
    let asked = 0
    const measure = () => {
      asked = 0
      const row = body.current?.querySelector<HTMLElement>('tr.row')
      if (!body.current || !row) return
      const top = -body.current.getBoundingClientRect().top
      const next = windowOf(count, top, window.innerHeight, row.getBoundingClientRect().height || 60)
      const rowHeight = row.offsetHeight
      setShown(now =>
        now.from === next.from && now.to === next.to && now.rowHeight === rowHeight
          ? now
          : { ...next, rowHeight },
      )
    }
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(measure)
    }
    measure()
    // Captured: whichever box it is that scrolls.
    window.addEventListener('scroll', ask, { capture: true, passive: true })
    window.addEventListener('resize', ask)
    return () => {
      cancelAnimationFrame(asked)
      window.removeEventListener('scroll', ask, { capture: true })
      window.removeEventListener('resize', ask)
    }
  }, [count, isLong])

  return isLong
    ? { body, ...shown, to: Math.min(shown.to, count) }
    : { body, from: 0, to: isWhole ? count : Math.min(count, AT_FIRST), rowHeight: 0 }
}
