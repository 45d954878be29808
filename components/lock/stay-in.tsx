'use client'

import { Lock } from 'lucide-react'
import { useEffect } from 'react'
import { send } from '#lib/client/send.ts'
import { useOwnSession } from '#lib/client/use-own-session.ts'
import { useIdle } from './use-idle.ts'

/** Leaves the counter. The sale stays with the register. The audit says whether a hand has done it. */
export async function lockTill(because: LockedBecause): Promise<void> {
  const sent = await send('/api/sign-out', { because })
  if (sent.outcome !== 'away') window.location.assign('/sign-in')
}

type LockedBecause = 'by_hand' | 'left_alone'

type Props = {
  /** A payment is under way: nobody is locked out. */
  paused?: boolean
  /** Whom the server drew this page for, where that decides what is on it. */
  drawnFor?: { readonly staffId: string; readonly role: string } | undefined
}

/**
 * Once per page: whoever is signed out elsewhere is out here at once, a page drawn for somebody else is drawn anew, and a till that nobody
 * touches locks itself, after saying so.
 */
export function StayIn({ paused = false, drawnFor }: Props) {
  const own = useOwnSession()
  const isOthers =
    own !== undefined &&
    drawnFor !== undefined &&
    (own.staffId !== drawnFor.staffId || own.role !== drawnFor.role)
  useEffect(() => {
    if (isOthers) window.location.reload()
  }, [isOthers])
  const idle = useIdle(own?.autoLockMinutes, paused)
  const isOver = idle.kind === 'over'
  useEffect(() => {
    if (!isOver) return
    const lock = () => void lockTill('left_alone')
    lock()
    // A server that does not answer is asked again, for as long as nobody presses anything.
    const again = setInterval(lock, 5_000)
    return () => clearInterval(again)
  }, [isOver])
  if (idle.kind === 'awake') return null
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-[560px] items-center gap-3.5 rounded-sheet bg-ink px-5 py-4 text-body text-canvas shadow-sheet forced-colors:border"
    >
      <Lock className="size-6 flex-none" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <b className="font-label">Nobody has pressed anything.</b> The till locks itself; the sale stays.
        Press anything to stay.
      </span>
      <span aria-hidden="true" className="flex-none font-strong text-title">
        {idle.kind === 'warned' ? `${Math.ceil(idle.leftMs / 1_000)} s` : 'Locking'}
      </span>
    </div>
  )
}
