import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { AWAKE, beginsFrom, type Idle, idleAt, keepPress, lastPress } from '#lib/client/idle.ts'
import { now } from '#lib/client/now.ts'

const PRESSES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
const LOOK_EVERY_MS = 1_000

/**
 * How long nobody has pressed anything in this browser. While `paused` the time does not run: the customer has the reader. `minutes` is
 * undefined until the server has told it: a page that is opened is no press, nor is what is pressed on it before anybody knows.
 */
export function useIdle(minutes: number | undefined, paused: boolean): Idle {
  const [idle, setIdle] = useState<Idle>(AWAKE)
  const isPaused = useRef(paused)
  useLayoutEffect(() => {
    isPaused.current = paused
  })
  useEffect(() => {
    if (minutes === undefined) return
    let pressed = beginsFrom(lastPress(), now())
    let kept = pressed
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
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    for (const event of PRESSES) window.addEventListener(event, press, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      for (const event of PRESSES) window.removeEventListener(event, press, { capture: true })
    }
  }, [minutes])
  return idle
}
