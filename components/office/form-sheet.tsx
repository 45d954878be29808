'use client'

import { type ComponentProps, useRef, useState } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'
import { KeeperContext, LeaveQuestion } from './unsaved.tsx'

/** A sheet with something to type in it: Esc, the cross, a press beside it and Cancel ask first where something is unsaved. */
export function FormSheet({ onClose, children, ...sheet }: ComponentProps<typeof Sheet>) {
  const unsaved = useRef(new Set<string>())
  const [asked, setAsked] = useState<{ readonly then: () => void }>()
  const [keeper] = useState(() => ({
    tell: (formId: string, isUnsaved: boolean) => {
      if (isUnsaved) unsaved.current.add(formId)
      else unsaved.current.delete(formId)
    },
    leave: (then: () => void) => (unsaved.current.size > 0 ? setAsked({ then }) : then()),
  }))
  const leave = () => {
    setAsked(undefined)
    asked?.then()
  }
  return (
    <Sheet {...sheet} onClose={() => keeper.leave(onClose)}>
      <KeeperContext value={keeper}>{children}</KeeperContext>
      {asked === undefined ? null : <LeaveQuestion onStay={() => setAsked(undefined)} onLeave={leave} />}
    </Sheet>
  )
}
