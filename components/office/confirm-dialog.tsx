'use client'

import { type ReactNode, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import type { Wish } from './use-wish.ts'
import { WishBanner } from './wish-banner.tsx'

type Props = {
  /** Delete Terrace reader? */
  question: string
  /** What will happen, in words: Register 3 will have no reader. */
  body: ReactNode
  /** The verb with its object: Delete reader. */
  confirm: string
  /** The safe one: Keep it. */
  keep: string
  onConfirm: () => void
  onKeep: () => void
  /** It cannot be undone. */
  danger?: boolean | undefined
  /** Has to be typed before the button works: the name of what goes away. */
  typed?: string | undefined
  /** What the press sends: the dialog waits for its answer and tells a refusal. Closing after a yes is its `onDone`. */
  wish?: Pick<Wish, 'state' | 'words'> | undefined
}

/** A long verb takes a second line. Against the button’s own height and its one line. */
const ROOMY = 'h-auto! min-h-14 whitespace-normal! text-balance py-2'

/** Says what will happen, and asks. The focus begins on the safe one; Esc keeps everything as it is. */
export function ConfirmDialog(props: Props) {
  const { question, body, confirm, keep, onConfirm, onKeep, danger = false, typed, wish } = props
  const [text, setText] = useState('')
  const form = useId()
  const isTyped = typed === undefined || text.trim() === typed
  const isSending = wish?.state === 'sending'
  // It happens all the same: nobody keeps it by looking away.
  const onClose = isSending ? () => undefined : onKeep
  const off = isSending ? true : isTyped ? false : 'Type the name first'
  return (
    <Dialog
      open
      title={question}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} off={isSending} data-safe className={ROOMY}>
            {keep}
          </Button>
          <Button type="submit" form={form} variant={danger ? 'danger' : 'go'} off={off} className={ROOMY}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={event => {
          event.preventDefault()
          if (off === false) onConfirm()
        }}
        className="grid gap-4"
      >
        <div>{body}</div>
        {typed === undefined ? null : (
          <div className="text-ink">
            <Field
              label={`Type “${typed}” to confirm`}
              value={text}
              onChange={event => setText(event.target.value)}
              spellCheck={false}
            />
          </div>
        )}
        {wish === undefined ? null : <WishBanner wish={wish} />}
      </form>
    </Dialog>
  )
}
