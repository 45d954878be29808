import type { FormEvent, ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

type Props = {
  readonly title: string
  /** What the main button says. */
  readonly save: string
  /** Why the main button does nothing; printed on it. True while it is on its way. */
  readonly off: boolean | string
  readonly onSave: () => Promise<void>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A short form over the counter: Back and one main button, and Enter in a field presses that. */
export function FormDialog({ title, save, off, onSave, onClose, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onSave()
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button size={72} hint="Esc" onClick={onClose}>
            Back
          </Button>
          <Button
            size={72}
            variant="go"
            off={off}
            className="max-[480px]:px-2 max-[480px]:text-[19px]/[24px]"
            onClick={() => void onSave()}
          >
            {save}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} className="mt-3 grid gap-4 text-ink">
        {children}
        {/* Enter in a field sends a form only where it has a button of its own. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
          {save}
        </button>
      </form>
    </Dialog>
  )
}
