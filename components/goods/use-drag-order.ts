import { type PointerEvent, useState } from 'react'
import { moved } from './order.ts'

/** Names the places between which something is dragged. */
const PLACE = 'data-place'

/** So many pixels are still a press. */
const A_PRESS = 6

/**
 * Dragging by mouse, finger or pen: what is held goes to the place it is over, and the others make room at once. `onChange` hears of every
 * new order, `onDrop` once at the end. The buttons beside each thing do the same.
 */
export function useDragOrder<T>(
  list: readonly T[],
  onChange: (list: readonly T[]) => void,
  onDrop?: (list: readonly T[]) => void,
) {
  const [held, setHeld] = useState<{ at: number; x: number; y: number; isMoving: boolean }>()
  const over = (event: PointerEvent): number | undefined => {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(`[${PLACE}]`)
    const place = Number(under?.getAttribute(PLACE) ?? Number.NaN)
    return Number.isNaN(place) ? undefined : place
  }
  const placeProps = (at: number) => ({
    [PLACE]: at,
    'data-held': held?.isMoving && held.at === at ? true : undefined,
  })
  const handleProps = (at: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setHeld({ at, x: event.clientX, y: event.clientY, isMoving: false })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!held) return
      const isMoving = held.isMoving || Math.hypot(event.clientX - held.x, event.clientY - held.y) > A_PRESS
      const to = isMoving ? over(event) : undefined
      if (to !== undefined && to !== held.at) onChange(moved(list, held.at, to))
      if (isMoving) setHeld({ ...held, at: to ?? held.at, isMoving })
    },
    onPointerUp: () => {
      if (held?.isMoving) onDrop?.(list)
      setHeld(undefined)
    },
    onPointerCancel: () => setHeld(undefined),
  })
  return { placeProps, handleProps, isDragging: held?.isMoving ?? false }
}
