'use client'

import { createContext, useContext, useEffect, useImperativeHandle } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import type { Asking } from './use-one-open.ts'

/** What the sheet around a form does for it. */
type Keeper = {
  /** A form says whether something typed in it is unsaved. */
  readonly tell: (formId: string, isUnsaved: boolean) => void
  /** Does it at once; where something is unsaved, after a yes. */
  readonly leave: (then: () => void) => void
}

/** Outside of a sheet nothing closes under a form. */
const NOBODY: Keeper = { tell: () => undefined, leave: then => then() }

export const KeeperContext = createContext<Keeper>(NOBODY)

/** For what closes the sheet one stands in: asks first where something typed there is unsaved. */
export const useLeave = (): Keeper['leave'] => useContext(KeeperContext).leave

type Props = {
  formId: string
  isUnsaved: boolean
  /** It is on its way: nobody is asked about a link then. */
  isSending: boolean
  /** For whatever else would take the form away. */
  asking?: Asking | undefined
}

/** Stands in every form: leaving the page, or the sheet around it, with something unsaved is asked about. */
export function Unsaved({ formId, isUnsaved, isSending, asking }: Props) {
  const { tell } = useContext(KeeperContext)
  useEffect(() => {
    tell(formId, isUnsaved)
    return () => tell(formId, false)
  }, [tell, formId, isUnsaved])
  const guard = useLeaveGuard(isUnsaved && !isSending)
  useImperativeHandle(asking, () => guard.ask)
  return guard.asked === undefined ? null : <LeaveQuestion onStay={guard.stay} onLeave={guard.leave} />
}

type QuestionProps = { onStay: () => void; onLeave: () => void }

export const LeaveQuestion = ({ onStay, onLeave }: QuestionProps) => (
  <ConfirmDialog
    question="Leave without saving?"
    body="What you typed here is not saved, and will be gone."
    keep="Stay here"
    confirm="Leave, do not save"
    danger
    onKeep={onStay}
    onConfirm={onLeave}
  />
)
