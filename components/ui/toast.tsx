'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { KeyHint } from './key-hint.tsx'

/** How long undo stays on offer. */
const TOAST_MS = 6000

type Props = {
  /** What happened: Cold brew bottle removed. */
  words: string
  onUndo: () => void
  /** The six seconds are over. The older undo stays reachable by Ctrl Z; that is the register's matter. */
  onGone: () => void
}

/**
 * One at a time, over the foot of the cart lines. Give it a `key` per event, so that a new one starts anew. The
 * six seconds pause while a pointer or the focus is on it.
 */
export function UndoToast({ words, onUndo, onGone }: Props) {
  const [paused, setPaused] = useState(false)
  useCountdown(paused, onGone)
  return (
    <div
      role="status"
      data-paused={paused || undefined}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="group flex h-15 items-center gap-2.5 relative overflow-hidden rounded-button bg-ink pr-2 pl-4.5 text-body text-canvas forced-colors:border"
    >
      <span className="min-w-0 flex-1 truncate font-name" title={words}>
        {words}
      </span>
      <button
        type="button"
        onClick={onUndo}
        aria-keyshortcuts="Control+Z"
        className="flex h-11.5 flex-none items-center gap-2 rounded-[11px] bg-canvas px-3.5 font-bold text-ink focus-visible:outline-offset-[-5px]"
      >
        Undo <KeyHint keys="Ctrl Z" />
      </button>
      <span
        aria-hidden="true"
        className="absolute bottom-0 left-0 h-1 w-full origin-left animate-run-down bg-care group-data-paused:[animation-play-state:paused]"
      />
    </div>
  )
}

/** Counts what is left, and stands still while paused. */
function useCountdown(paused: boolean, onGone: () => void): void {
  const leftMs = useRef(TOAST_MS)
  const latest = useRef(onGone)
  useLayoutEffect(() => {
    latest.current = onGone
  })
  useEffect(() => {
    if (paused) return
    const startedAt = performance.now()
    const timer = setTimeout(() => latest.current(), leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current -= performance.now() - startedAt
    }
  }, [paused])
}
