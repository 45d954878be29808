import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Idle, idleAt, keepPress, lastPress } from '#lib/client/idle.ts'
import { now } from '#lib/client/now.ts'

const PRESSES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
const LOOK_EVERY_MS = 1_000

const AWAKE: Idle = { kind: 'awake' }

/** How long nobody has pressed anything in this browser. While `paused` the time does not run: the customer has the reader. */
export function useIdle(minutes: number, paused: boolean): Idle {
  const [idle, setIdle] = useState<Idle>(AWAKE)
  const isPaused = useRef(paused)
  useLayoutEffect(() => {
    isPaused.current = paused
  })
  useEffect(() => {
    if (minutes <= 0) return setIdle(AWAKE)
    let pressed = now()
    let kept = 0
    const press = () => {
      pressed = now()
      setIdle(AWAKE)
      if (Math.abs(pressed - kept) < LOOK_EVERY_MS) return
      kept = pressed
      keepPress(pressed)
    }
    const look = () => {
      if (isPaused.current) return press()
      setIdle(idleAt(now(), Math.max(pressed, lastPress()), minutes))
    }
    keepPress(pressed)
    const timer = setInterval(look, LOOK_EVERY_MS)
    for (const event of PRESSES) window.addEventListener(event, press, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      for (const event of PRESSES) window.removeEventListener(event, press, { capture: true })
    }
  }, [minutes])
  return idle
}
