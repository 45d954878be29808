'use client'

import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** How many tiles fit without scrolling. The style sheet decides (`--columns`, `--rows`); this only reads it. */
export type Fit = { columns: number; rows: number }

/** The server cannot measure: it draws as many as a large screen holds, and what does not fit is cut off. */
const FIRST: Fit = { columns: 8, rows: 6 }

/**
 * Follows the size of the grid. `ref` goes to TileGrid. On a phone `rows` is 0: the grid scrolls there, so show
 * everything.
 */
export function useTileFit(ref: RefObject<HTMLElement | null>): Fit {
  const [fit, setFit] = useState(FIRST)
  useLayoutEffect(() => {
    const grid = ref.current
    if (grid === null) return
    const read = () => {
      const style = getComputedStyle(grid)
      const columns = Number(style.getPropertyValue('--columns')) || FIRST.columns
      const rows = Number(style.getPropertyValue('--rows'))
      setFit(old => (old.columns === columns && old.rows === rows ? old : { columns, rows }))
    }
    read()
    const observer = new ResizeObserver(read)
    observer.observe(grid)
    return () => observer.disconnect()
  }, [ref])
  return fit
}

type Props = {
  ref?: RefObject<HTMLDivElement | null>
  label: string
  /** The tile with this id is the stop from now on. */
  onStop: (id: string) => void
  children: ReactNode
}

/** The grid is one stop in the tab order; inside it the arrows, Home and End lead from tile to tile. */
export function TileGrid({ ref, label, onStop, children }: Props) {
  const own = useRef<HTMLDivElement>(null)
  const grid = ref ?? own
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tile]')]
    const columns = Number(getComputedStyle(event.currentTarget).getPropertyValue('--columns')) || 1
    const here = document.activeElement instanceof HTMLElement ? tiles.indexOf(document.activeElement) : -1
    const next = tiles[nextTile(event.key, here, columns, tiles.length)]
    if (here < 0 || next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onStop(next.dataset.tile ?? '')
    next.focus()
  }
  return (
    <div className="tile-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons; a fieldset would be a form's. */}
      <div ref={grid} role="group" aria-label={label} className="tile-grid" onKeyDown={onKeyDown}>
        {children}
      </div>
    </div>
  )
}

/** The tile an arrow leads to, or -1: the edge stops it. */
function nextTile(key: string, here: number, columns: number, count: number): number {
  const steps: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here - columns,
    ArrowDown: here + columns,
    Home: 0,
    End: count - 1,
  }
  const next = steps[key] ?? -1
  return next >= 0 && next < count ? next : -1
}
