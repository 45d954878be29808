import { type FormEvent, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FieldFrame, INPUT } from '#components/ui/field.tsx'
import { refusalWords } from '#components/words/refusals.ts'
import { surpriseWords } from '#components/words/surprises.ts'
import { formatFor } from '#lib/client/format.ts'
import { send } from '#lib/client/send.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import { surprisesKey } from '#lib/contracts/keys.ts'
import type { SurpriseAnswer } from '#lib/contracts/surprises.ts'

type Props = { surprise: SurpriseAnswer; country: string; onClose: () => void }

const SHORTEST = 3

/** Asks what was done. The note stays with the sale, under the name of whoever is signed in. */
export function DealDialog({ surprise, country, onClose }: Props) {
  const [how, setHow] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const [isSending, setSending] = useState(false)
  const askAgain = useAskAgain()
  const form = useId()
  const format = formatFor(country, surprise.amount.currency)
  const isTold = how.trim().length >= SHORTEST

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    if (!isTold) return setComplaint('Say in a few words what was done.')
    setSending(true)
    const sent = await send(`${surprisesKey}/${surprise.id}/dealt`, {
      version: surprise.version,
      how: how.trim(),
    })
    setSending(false)
    if (sent.outcome === 'away')
      return setComplaint('The till’s server does not answer. Nothing was written; try again.')
    if (sent.outcome === 'refused') {
      const { strong, text } = refusalWords(sent.refusal, format.money)
      return setComplaint(`${strong} ${text}`)
    }
    askAgain(surprisesKey)
    onClose()
  }

  return (
    <Dialog
      open
      title="What was done about it?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="go" type="submit" form={form} off={isSending}>
            Write it down
          </Button>
        </>
      }
    >
      <p>
        {surpriseWords(surprise.kind).title}: {format.money(surprise.amount)}, sale {surprise.saleNumber}.
        Your name and the time are kept with it.
      </p>
      <form id={form} onSubmit={submit} className="mt-3 text-ink">
        <FieldFrame label="In a few words" error={complaint}>
          {({ id, describedBy }) => (
            <textarea
              id={id}
              aria-describedby={describedBy}
              aria-invalid={complaint !== undefined || undefined}
              value={how}
              onChange={event => setHow(event.target.value)}
              rows={3}
              maxLength={400}
              className={`${INPUT} h-auto py-2.5`}
            />
          )}
        </FieldFrame>
      </form>
    </Dialog>
  )
}
