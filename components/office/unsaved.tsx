'use client'

import { createContext, useContext, useEffect, useImperativeHandle } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import type { Asking } from './use-one-open.ts'

/** What became of what was typed, as far as the form knows. */
export type Typed = 'saved' | 'sending' | 'unsaved'

/** What the sheet around a form does for it. */
type Keeper = {
  /** A form says whether something typed in it is unsaved, or on its way. */
  readonly tell: (formId: string, typed: Typed) => void
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
  const typed = isUnsaved ? (isSending ? 'sending' : 'unsaved') : 'saved'
  useEffect(() => {
    tell(formId, typed)
    return () => tell(formId, 'saved')
  }, [tell, formId, typed])
  const guard = useLeaveGuard(isUnsaved && !isSending)
  useImperativeHandle(asking, () => guard.ask)
  return guard.asked === undefined ? null : <LeaveQuestion onStay={guard.stay} onLeave={guard.leave} />
}

type QuestionProps = {
  /** Leaving holds nothing up any more; only the answer is missed. */
  isSending?: boolean | undefined
  onStay: () => void
  onLeave: () => void
}

export const LeaveQuestion = ({ isSending = false, onStay, onLeave }: QuestionProps) => (
  <ConfirmDialog
    question={isSending ? 'Leave before the answer?' : 'Leave without saving?'}
    body={
      isSending
        ? 'It is on its way, and goes on without you. Should it be refused, what you typed here will be gone.'
        : 'What you typed here is not saved, and will be gone.'
    }
    keep="Stay here"
    confirm={isSending ? 'Leave' : 'Leave, do not save'}
    danger={!isSending}
    onKeep={onStay}
    onConfirm={onLeave}
  />
)
