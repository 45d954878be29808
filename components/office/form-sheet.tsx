'use client'

import { type ComponentProps, useRef, useState } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'
import { KeeperContext, LeaveQuestion, type Typed } from './unsaved.tsx'

/** A sheet with something to type in it: Esc, the cross, a press beside it and Cancel ask first where something is unsaved. */
export function FormSheet({ onClose, children, ...sheet }: ComponentProps<typeof Sheet>) {
  const unsaved = useRef(new Map<string, Typed>())
  const [asked, setAsked] = useState<{ readonly isSending: boolean; readonly then: () => void }>()
  const [keeper] = useState(() => ({
    tell: (formId: string, typed: Typed) => {
      if (typed === 'saved') unsaved.current.delete(formId)
      else unsaved.current.set(formId, typed)
      // The answer came while it was asked, and was a no: what is left behind now is lost.
      if (typed === 'unsaved') setAsked(now => now && { ...now, isSending: false })
    },
    leave: (then: () => void) => {
      const all = [...unsaved.current.values()]
      if (all.length === 0) then()
      else setAsked({ isSending: !all.includes('unsaved'), then })
    },
  }))
  const leave = () => {
    setAsked(undefined)
    asked?.then()
  }
  return (
    <Sheet {...sheet} onClose={() => keeper.leave(onClose)}>
      <KeeperContext value={keeper}>{children}</KeeperContext>
      {asked === undefined ? null : (
        <LeaveQuestion isSending={asked.isSending} onStay={() => setAsked(undefined)} onLeave={leave} />
      )}
    </Sheet>
  )
}
