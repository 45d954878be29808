'use client'

import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/cx.ts'
import type { Form as FormOf } from '#lib/client/form/use-form.ts'
import { Unsaved, useLeave } from './unsaved.tsx'
import type { Asking } from './use-one-open.ts'
import type { Wish } from './use-wish.ts'
import { WishBanner } from './wish-banner.tsx'

type FormProps<Values> = {
  form: FormOf<Values>
  children: ReactNode
  className?: string | undefined
  /** For whatever else would take the form away. */
  asking?: Asking | undefined
}

/** The form element. Leaving the page, or the sheet it stands in, with something unsaved in it is asked about. */
export function Form<Values>({ form, children, className = 'grid gap-5', asking }: FormProps<Values>) {
  return (
    <>
      <form id={form.id} noValidate onSubmit={form.submit} className={className}>
        {children}
      </form>
      <Unsaved
        formId={form.id}
        isUnsaved={form.isDirty}
        isSending={form.wish.state === 'sending'}
        asking={asking}
      />
    </>
  )
}

type ActionsProps<Values> = {
  form: FormOf<Values>
  /** What it does: Save the location. */
  save: string
  /** While the answer is awaited: Saving. */
  saving?: string | undefined
  /** Said beside it while the answer is awaited, where that takes its time. */
  meanwhile?: string | undefined
  /** Said once it is done: Saved. */
  saved?: string | undefined
  /** Why it may not be pressed; printed on it. */
  off?: string | undefined
  onCancel?: (() => void) | undefined
  /** No button that takes back what was typed. */
  noDiscard?: boolean | undefined
}

type NotesProps = {
  readonly wish: Pick<Wish, 'state' | 'words'>
  /** What is stored has changed since this was opened. */
  readonly isOutdated: boolean
  readonly onDiscard: () => void
}

/** What went wrong with a form, and that somebody else was faster. */
export const FormNotes = ({ wish, isOutdated, onDiscard }: NotesProps) => (
  <>
    <WishBanner wish={wish} />
    {isOutdated ? (
      <Banner
        tone="care"
        glyph="unknown"
        strong="Somebody else changed this meanwhile."
        action={
          <Button size={48} onClick={onDiscard}>
            Show theirs
          </Button>
        }
      >
        What you typed is still here.
      </Banner>
    ) : null}
  </>
)

/** The foot of a form: what went wrong, if anything, the one button that sends it, and the way back to what is stored. */
export function FormActions<Values>(props: ActionsProps<Values>) {
  const { form, save, saving = 'Saving', meanwhile = '', saved = 'Saved.', off, onCancel } = props
  const { noDiscard = false } = props
  const { wish, isDirty, isSaved } = form
  const leave = useLeave()
  const isSending = wish.state === 'sending'
  return (
    <div className="grid gap-3.5">
      <FormNotes wish={wish} isOutdated={form.isOutdated} onDiscard={form.discard} />
      <div className="flex flex-wrap items-center gap-2.5">
        <Button
          type="submit"
          form={form.id}
          // What stands open all the time is the next step only once something was changed in it.
          variant={onCancel !== undefined || isDirty ? 'go' : 'outline'}
          size={off === undefined ? 48 : 56}
          off={off ?? isSending}
          className="px-5"
        >
          {isSending ? saving : save}
        </Button>
        {onCancel === undefined ? null : (
          <Button size={48} onClick={() => leave(onCancel)} className="px-5">
            Cancel
          </Button>
        )}
        {isDirty && !noDiscard && onCancel === undefined ? (
          <Button size={48} onClick={form.discard} off={isSending} className="px-5">
            Undo changes
          </Button>
        ) : null}
        <p role="status" className={cx('text-small', isSending ? 'text-ink-2' : 'font-label text-done-ink')}>
          {isSending ? meanwhile : isSaved && !isDirty ? saved : ''}
        </p>
      </div>
    </div>
  )
}
