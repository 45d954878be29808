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
import type { SurpriseAnswer, UnknownPaymentAnswer } from '#lib/contracts/surprises.ts'

type Props = { asked: DealtWith; country: string; onClose: () => void }

/** What somebody has seen to: a surprise of a sale, or money that no sale here tells of. */
export type DealtWith =
  | { readonly kind: 'surprise'; readonly one: SurpriseAnswer }
  | { readonly kind: 'unknown'; readonly one: UnknownPaymentAnswer }

const SHORTEST = 3

/** Asks what was done. The note is kept under the name of whoever is signed in. */
export function DealDialog({ asked, country, onClose }: Props) {
  const [how, setHow] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const [isSending, setSending] = useState(false)
  const askAgain = useAskAgain()
  const form = useId()
  const format = formatFor(country, asked.one.amount.currency)
  const isTold = how.trim().length >= SHORTEST

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    if (!isTold) return setComplaint('Say in a few words what was done.')
    setSending(true)
    const { path, more } = sentTo(asked)
    const sent = await send(`${surprisesKey}/${path}/dealt`, { ...more, how: how.trim() })
    setSending(false)
    if (sent.outcome === 'away')
      return setComplaint('The till’s server did not answer. It may have been written: look, then try again.')
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
        {titleOf(asked)}: {format.money(asked.one.amount)}
        {asked.kind === 'surprise' ? `, sale ${asked.one.saleNumber}` : ''}. Your name and the time are kept
        with it.
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

const titleOf = (asked: DealtWith): string =>
  asked.kind === 'surprise' ? surpriseWords(asked.one.kind).title : 'Money that no sale tells of'

const sentTo = (asked: DealtWith) =>
  asked.kind === 'surprise'
    ? { path: String(asked.one.id), more: { version: asked.one.version } }
    : { path: `unknown/${asked.one.paymentIntent}`, more: {} }
