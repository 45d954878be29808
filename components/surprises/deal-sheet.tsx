import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { formatFor } from '#lib/client/format.ts'
import { surprisesKey } from '#lib/contracts/keys.ts'
import { DealNote, type SurpriseAnswer, type UnknownPaymentAnswer } from '#lib/contracts/surprises.ts'
import { dealtTitle } from './dealt-list.tsx'

type Props = { asked: DealtWith; country: string; onClose: () => void }

/** What somebody has seen to: a surprise of a sale, or money that no sale here tells of. */
export type DealtWith =
  | { readonly kind: 'surprise'; readonly one: SurpriseAnswer }
  | { readonly kind: 'unknown'; readonly one: UnknownPaymentAnswer }

/** Asks what was done. The note is kept under the name of whoever is signed in. */
export const DealSheet = (props: Props) => (
  <FormSheet open title="What was done about it?" onClose={props.onClose}>
    <DealForm {...props} />
  </FormSheet>
)

function DealForm({ asked, country, onClose }: Props) {
  const format = formatFor(country, asked.one.amount.currency)
  const { path, more } = sentTo(asked)
  const wish = useWish({
    url: `${surprisesKey}/${path}/dealt`,
    asksAgain: [surprisesKey],
    money: format.money,
    mayBe: 'written down',
    onDone: onClose,
  })
  const form = useForm({
    schema: DealNote,
    first: { how: '' },
    wish,
    toBody: ({ how }) => ({ ...more, how }),
  })
  return (
    <Form form={form}>
      <p className="text-ink-2">
        {dealtTitle(asked.kind === 'surprise' ? asked.one.kind : 'no_sale')}: {format.money(asked.one.amount)}
        {asked.kind === 'surprise' ? `, sale ${asked.one.saleNumber}` : ''}. Your name and the time are kept
        with it.
      </p>
      <FormField
        form={form}
        name="how"
        label="In a few words"
        kind="textarea"
        maxLength={400}
        fix="Say in a few words what was done."
      />
      <FormActions form={form} save="Write it down" saving="Writing it down" onCancel={onClose} />
    </Form>
  )
}

const sentTo = (asked: DealtWith) =>
  asked.kind === 'surprise'
    ? { path: String(asked.one.id), more: { version: asked.one.version } }
    : { path: `unknown/${asked.one.paymentIntent}`, more: {} }
